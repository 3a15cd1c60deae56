import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { openHarness } from "../testing";
import { generic } from "./adapter";
import { startSimulator } from "./simulator";
import { settingsFor } from "./testing";

let server: Server | null = null;
afterEach(() => server?.close());

const range = { from: new Date("2026-11-29T08:00:00Z"), to: new Date("2026-11-29T09:00:00Z") };
const ended = (call: string, more: object = {}) => ({
  type: "ended",
  call,
  direction: "incoming",
  from: "+380440000201",
  to: "+380440000100",
  extension: "101",
  disposition: "answered",
  talkSeconds: 60,
  startedAt: "2026-11-29T10:00:00+02:00",
  endedAt: "2026-11-29T10:01:10+02:00",
  ...more,
});

async function read(settings: object) {
  const own = settingsFor(settings);
  const harness = openHarness(generic, own);
  for await (const batch of generic.backfill!(range, harness.command(own))) {
    harness.messages.push(...batch);
  }
  return harness;
}

/** A PBX that answers each path with what is said here. */
async function pages(answers: Record<string, unknown>) {
  const asked: string[] = [];
  server = createServer(({ url = "" }, response) => {
    asked.push(url);
    response.end(JSON.stringify(answers[url.split("?")[0]!] ?? null));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, historyUrl: `${origin}/calls?from={from}&to={to}` };
}

it("follows the pages, asks for the time, and tells the past as the past", async () => {
  const { asked, historyUrl } = await pages({
    "/calls": { events: [ended("1")], next: "/more" },
    "/more": { events: [ended("2"), { type: "recording", call: "1", recording: "1.wav" }] },
  });
  const harness = await read({ historyUrl });
  expect(asked).toEqual([
    "/calls?from=2026-11-29T08%3A00%3A00.000Z&to=2026-11-29T09%3A00%3A00.000Z",
    "/more",
  ]);
  expect(harness.events()).toEqual([
    {
      kind: "call:ended",
      externalId: "1",
      at: "2026-11-29T08:01:10.000Z",
      replayed: true,
      direction: "incoming",
      clientNumber: "+380440000201",
      trunk: "+380440000100",
      extension: "101",
      disposition: "answered",
      startedAt: "2026-11-29T08:00:00.000Z",
      endedAt: "2026-11-29T08:01:10.000Z",
      talkSeconds: 60,
    },
    expect.objectContaining({ externalId: "2" }),
    { kind: "call:recorded", externalId: "1", replayed: true, recordingUrl: "1.wav" },
  ]);
});

it("takes a plain list, passes over what rings, and keeps what can't be read", async () => {
  const ringing = {
    ...ended("3"),
    type: "ringing",
    disposition: undefined,
    talkSeconds: undefined,
  };
  const { startedAt, endedAt, ...rings } = ringing;
  expect([startedAt, endedAt]).not.toContain(undefined);
  const wrong = ended("4", { disposition: "ANSWERED" });
  const { historyUrl } = await pages({ "/calls": [ended("1"), rings, wrong, 7] });
  const harness = await read({ historyUrl });
  expect(harness.events()).toMatchObject([{ externalId: "1" }]);
  expect(harness.messages.map(({ refused }) => refused?.field)).toEqual([
    undefined,
    "disposition",
    "body",
  ]);
});

it.each([
  ["no list", { "/calls": { calls: [] } }, "events"],
  ["a page on another server", { "/calls": { events: [], next: "http://127.0.0.1:9/" } }, "next"],
  ["a page that is no address", { "/calls": { events: [], next: "http://[" } }, "next"],
  [
    "pages in a circle",
    { "/calls": { events: [], next: "/b" }, "/b": { events: [], next: "/b" } },
    "next",
  ],
])("fails in words for %s", async (_, answers, field) => {
  const { historyUrl } = await pages(answers);
  await expect(read({ historyUrl })).rejects.toMatchObject({ code: "unreadable", field });
});

/** A PBX that names a next page on every page. */
async function endless(pageOf: (page: number) => object[]) {
  const answers: Record<string, unknown> = {};
  for (let page = 0; page < 600; page++) {
    const path = page === 0 ? "/calls" : `/${page}`;
    answers[path] = { events: pageOf(page), next: `/${page + 1}` };
  }
  return pages(answers);
}

it.each([
  ["the same page", () => [ended("1"), ended("2")]],
  [
    "the same calls, dated anew",
    (page: number) => [ended("1", { endedAt: `2026-11-29T10:02:${10 + (page % 40)}+02:00` })],
  ],
  ["the same ids", (page: number) => [ended("1", { id: 7, talkSeconds: page })]],
])("stops at a list that goes on with %s, and tells each record once", async (_, pageOf) => {
  const { asked, historyUrl } = await endless(pageOf);
  const own = settingsFor({ historyUrl });
  const harness = openHarness(generic, own);
  const told: unknown[] = [];
  const reading = async () => {
    for await (const batch of generic.backfill!(range, harness.command(own))) told.push(...batch);
  };
  await expect(reading()).rejects.toMatchObject({ code: "unreadable", field: "next" });
  expect(asked).toHaveLength(2);
  expect(told).toHaveLength(pageOf(0).length);
});

it("ends where pages are empty, though each names a next one", async () => {
  const { asked, historyUrl } = await endless((page) => (page < 3 ? [ended(String(page))] : []));
  expect((await read({ historyUrl })).events()).toHaveLength(3);
  expect(asked).toHaveLength(5);
});

it("tells a record once that stands on two pages", async () => {
  const { historyUrl } = await pages({
    "/calls": { events: [ended("1"), ended("2")], next: "/more" },
    "/more": { events: [ended("2"), ended("3")] },
  });
  const { messages } = await read({ historyUrl });
  expect(messages).toHaveLength(3);
});

it("reads the simulator's, page after page", async () => {
  const pbx = await startSimulator({ port: 0 });
  for (let call = 1; call <= 45; call++) pbx.calls.addPast(ended(String(call)) as never);
  const harness = await read(pbx.settings);
  await pbx.close();
  expect(harness.events()).toHaveLength(45);
});

it("is asked of nobody without an address", async () => {
  expect((await read({})).messages).toEqual([]);
});
