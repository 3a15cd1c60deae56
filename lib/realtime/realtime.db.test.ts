/** Real sockets, real cookies; with several copies of the server where Redis is at hand. */
import type { Socket } from "socket.io-client";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PublishedCall } from "#lib/calls/stored-call";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { hour } from "#lib/base/duration";
import { openOffice } from "#lib/testing/kit/office";
import { browserSocket, openRealtime } from "#lib/testing/kit/open-realtime";
import { type PresenceView, setDoNotDisturb } from "#lib/people/presence";
import { smsForPublishing } from "#lib/sms/view";
import type { CallView } from "#lib/calls/call-view";
import type { SmsView } from "#lib/sms/sms-view";
import type { Realtime } from "./server";
import { eventually } from "#lib/testing/kit/eventually";

const redisUrl = process.env.TEST_REDIS_URL ?? null;
if (process.env.CI && !redisUrl) throw new Error("CI must name a Redis server in TEST_REDIS_URL");

const office = await openOffice({
  people: {
    olena: { extension: "101" },
    ivan: { extension: "102" },
    maria: { role: "manager" },
  },
});
const { people } = office;
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await office.db.call.deleteMany();
});

async function serve(redis: string | null = null): Promise<{ realtime: Realtime; url: string }> {
  const open = await openRealtime(redis);
  cleanUps.push(() => open.realtime.close());
  return open;
}

interface Browser {
  socket: Socket;
  calls: CallView[];
  snapshots: CallView[][];
  presence: PresenceView[];
  /** Its person's session. */
  sessionId: string;
}

async function browser(
  url: string,
  name: keyof typeof people,
  headers: Record<string, string> = {},
): Promise<Browser> {
  const { cookie, sessionId } = await office.signIn(people[name]);
  const socket = browserSocket(url, { cookie, ...headers });
  cleanUps.push(() => socket.disconnect());
  const one: Browser = { socket, calls: [], snapshots: [], presence: [], sessionId };
  socket.on("call", (call: CallView) => one.calls.push(call));
  socket.on("presence", (presence: PresenceView) => one.presence.push(presence));
  socket.on("calls:snapshot", ({ calls }: { calls: CallView[] }) => one.snapshots.push(calls));
  return one;
}
const ready = (browser: Browser) =>
  vi.waitFor(() => expect(browser.snapshots.length).toBeGreaterThan(0), eventually);
const refusal = (browser: Browser) =>
  new Promise<string>((resolve) =>
    browser.socket.on("connect_error", (error) => resolve(error.message)),
  );

async function ring(extension: string, externalId = "1"): Promise<PublishedCall[]> {
  const event = aCallEvent("call:ringing", { externalId, extension });
  const source = office.connections.office;
  return recordCallEvents([{ event, source, receivedAt: new Date() }]);
}

describe("who may connect", () => {
  it("nobody without a session", async () => {
    const { url } = await serve();
    expect(await refusal(await browser(url, "olena", { cookie: "none=1" }))).toBe("unauthorized");
  });

  it("no page of another site, whatever cookie comes along", async () => {
    const { url } = await serve();
    const evil = await browser(url, "olena", { origin: "https://evil.example" });
    expect(await refusal(evil)).toBeTruthy();
    const own = await browser(url, "olena", { origin: url });
    await ready(own);
  });
});

describe("a socket", () => {
  const cut = (browser: Browser) =>
    vi.waitFor(() => expect(browser.socket.connected).toBe(false), {
      timeout: 15_000,
      interval: 100,
    });
  const change = ({ sessionId }: Browser, data: object) =>
    office.db.session.update({ where: { id: sessionId }, data });

  it.each([
    ["expires", { expiresAt: new Date() }],
    ["is not used for the idle limit", { seenAt: new Date(Date.now() - 9 * hour) }],
  ])("is cut soon after its session %s, and no other is", async (_, data) => {
    const { url } = await serve();
    const [olena, other] = [await browser(url, "olena"), await browser(url, "olena")];
    await Promise.all([ready(olena), ready(other)]);
    await change(olena, data);
    await cut(olena);
    expect(other.socket.connected).toBe(true);
  });

  it("gets no more calls by asking when its session has ended", async () => {
    const { url } = await serve();
    const olena = await browser(url, "olena");
    await ready(olena);
    await change(olena, { expiresAt: new Date() });
    const answer = await olena.socket
      .timeout(2_000)
      .emitWithAck("calls:refresh", {})
      .catch(() => null);
    expect(answer).toBeNull();
    expect(olena.socket.connected).toBe(false);
  });
});

describe("who hears of a call", () => {
  it("the person who rings, and who may see all; nobody else", async () => {
    const { realtime, url } = await serve();
    const [olena, ivan, maria] = [
      await browser(url, "olena"),
      await browser(url, "ivan"),
      await browser(url, "maria"),
    ];
    await Promise.all([olena, ivan, maria].map(ready));
    realtime.publisher.calls(await ring("101"));
    await vi.waitFor(() => expect(olena.calls).toHaveLength(1), eventually);
    await vi.waitFor(() => expect(maria.calls).toHaveLength(1), eventually);
    expect(olena.calls[0]).toMatchObject({
      connection: "office",
      state: "ringing",
      version: 1,
      clientNumber: { raw: "83430112233", e164: "+73430112233" },
      legs: [{ extension: "101", userId: people.olena, state: "ringing" }],
    });
    expect(ivan.calls).toEqual([]);
  });

  it("whoever comes later, by a snapshot of what is under way", async () => {
    const { url } = await serve();
    await ring("101");
    const [olena, ivan] = [await browser(url, "olena"), await browser(url, "ivan")];
    await Promise.all([olena, ivan].map(ready));
    expect(olena.snapshots[0]).toHaveLength(1);
    expect(ivan.snapshots[0]).toEqual([]);
  });
});

it("a socket is cut when its session ends, and only that one", async () => {
  const { realtime, url } = await serve();
  const [here, there] = [await browser(url, "olena"), await browser(url, "olena")];
  await Promise.all([here, there].map(ready));
  realtime.publisher.endSockets({ sessionId: here.sessionId });
  await vi.waitFor(() => expect(here.socket.connected).toBe(false), eventually);
  expect(there.socket.connected).toBe(true);
});

it("a text message is told to its person, to whose client it was and to who may see all", async () => {
  const { realtime, url } = await serve();
  const names = ["olena", "ivan", "maria"] as const;
  const browsers = await Promise.all(names.map((name) => browser(url, name)));
  await Promise.all(browsers.map(ready));
  const told = new Map<string, SmsView[]>(names.map((name) => [name, []]));
  for (const [index, { socket }] of browsers.entries()) {
    socket.on("sms", (sms: SmsView) => told.get(names[index]!)!.push(sms));
  }
  const by = (extension: string, text: string) => ({
    connectionId: office.connections.office.connectionId,
    extension,
    text,
    state: "sending",
    numberRaw: "+73430112233",
    createdAt: new Date(),
  });
  const contact = {
    create: { name: "A", searchText: "a", owner: { connect: { id: people.ivan } } },
  };
  const theirs = { contact, clientOwnerId: people.ivan, connectionId: undefined };
  const owned = { ...by("7", "to Ivan's client"), ...theirs };
  const connection = { connect: { id: office.connections.office.connectionId } };
  const first = await office.db.sms.create({
    data: { ...by("101", "by Olena"), userId: people.olena },
  });
  const second = await office.db.sms.create({ data: { ...owned, connection } });
  realtime.publisher.sms(await smsForPublishing([first.id, second.id]));
  const texts = (name: string) => told.get(name)!.map(({ text }) => text);
  await vi.waitFor(() => expect(texts("maria")).toHaveLength(2), eventually);
  await vi.waitFor(() => expect(texts("olena")).toEqual(["by Olena"]), eventually);
  await vi.waitFor(() => expect(texts("ivan")).toEqual(["to Ivan's client"]), eventually);
});

describe("a browser in doubt", () => {
  const ask = (browser: Browser, payload: unknown = {}) =>
    browser.socket.timeout(eventually.timeout).emitWithAck("calls:refresh", payload);

  it("is told what is under way, once a second", async () => {
    const { url } = await serve();
    const olena = await browser(url, "olena");
    await ready(olena);
    const [rung] = await ring("101");
    const { id } = rung!.view;
    // Sent together: the second comes within the second of the first on a busy machine, too.
    const [first, second] = await Promise.all([ask(olena), ask(olena)]);
    expect(first).toMatchObject({ ok: true, calls: [{ id, state: "ringing" }] });
    expect(second).toEqual({ ok: false, code: "too-often" });
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await ask(olena)).toMatchObject({ ok: true });
  });

  it("has to ask as agreed", async () => {
    const { url } = await serve();
    const olena = await browser(url, "olena");
    await ready(olena);
    for (const payload of [null, "", { userId: people.ivan }, [1]]) {
      expect(await ask(olena, payload)).toEqual({ ok: false, code: "invalid" });
    }
    // Without a callback there is nobody to answer; the server lives on.
    olena.socket.emit("calls:refresh");
    olena.socket.emit("calls:refresh", {}, "no function");
    expect(await ask(olena)).toMatchObject({ ok: true });
  });
});

it("presence: one's own on connect, then everybody's changes", async () => {
  const { realtime, url } = await serve();
  const [olena, ivan] = [await browser(url, "olena"), await browser(url, "ivan")];
  await Promise.all([olena, ivan].map(ready));
  const own = { userId: people.olena, doNotDisturb: false, away: false };
  expect(olena.presence).toEqual([own]);
  realtime.publisher.presence(await setDoNotDisturb(people.olena, true));
  const changed = { ...own, doNotDisturb: true };
  await vi.waitFor(() => expect(olena.presence).toEqual([own, changed]), eventually);
  await vi.waitFor(() => expect(ivan.presence.at(-1)).toEqual(changed), eventually);
  const later = await browser(url, "olena");
  await ready(later);
  expect(later.presence).toEqual([changed]);
});

describe.runIf(redisUrl)("two copies of the program", () => {
  it("tell each other's browsers, and cut each other's sockets", async () => {
    const [a, b] = [await serve(redisUrl), await serve(redisUrl)];
    const olena = await browser(a.url, "olena");
    await ready(olena);
    b.realtime.publisher.calls(await ring("101"));
    await vi.waitFor(() => expect(olena.calls).toHaveLength(1), eventually);
    b.realtime.publisher.endSockets({ userId: people.olena });
    await vi.waitFor(() => expect(olena.socket.connected).toBe(false), eventually);
  });
});
