import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { AdapterContext, RawMessage, TimeRange } from "../contract";
import { localFetch, localSocket } from "../testing";
import { phonet } from "./adapter";
import { type Settings, settings as schema } from "./settings";
import { startSimulator } from "./simulator";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const silent = () => undefined;
const range: TimeRange = { from: new Date(0), to: new Date(Date.UTC(2100, 0)) };

function context(settings: Record<string, unknown>): AdapterContext<Settings> {
  return {
    settings: schema.parse(settings),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    fetch: localFetch,
    openSocket: localSocket,
    now: () => new Date(),
    signal: new AbortController().signal,
  };
}

async function office() {
  const pbx = await startSimulator({ port: 0 });
  cleanUps.push(() => pbx.close());
  return { pbx, ctx: context(pbx.settings) };
}

async function readAll(ctx: AdapterContext<Settings>, when = range) {
  const batches: RawMessage[][] = [];
  for await (const batch of phonet.backfill!(when, ctx)) batches.push(batch);
  return { batches, messages: batches.flat() };
}

const parse = ({ raw }: RawMessage) =>
  phonet.parse(raw, { inboxId: 1, receivedAt: new Date() }).at(-1)!;

describe("back-fill", () => {
  it("tells every ended call in pages of fifty, missed ones once", async () => {
    const { pbx, ctx } = await office();
    const ids = Array.from({ length: 120 }, (_, index) => {
      const uuid = pbx.calls.dial({ extension: "101", from: String(380_670_000_000 + index) });
      if (index % 2 === 0) pbx.calls.bridge(uuid);
      pbx.calls.hangUp(uuid);
      return uuid;
    });
    const { batches, messages } = await readAll(ctx);
    const events = messages.map(parse);
    expect(events).toHaveLength(120);
    expect(batches.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(events.every((event) => "replayed" in event && event.replayed)).toBe(true);
    expect(new Set(events.map((event) => "externalId" in event && event.externalId))).toEqual(
      new Set(ids),
    );
    const second = await readAll(ctx);
    expect(second.messages.map(({ key }) => key)).toEqual(messages.map(({ key }) => key));
  });

  it("gives a group's call the id its live events had", async () => {
    const { pbx, ctx } = await office();
    const call = pbx.calls.dialGroup(pbx.group, "380671112233");
    pbx.calls.answerGroup(call, "102");
    pbx.calls.hangUp(call.uuid);
    const events = (await readAll(ctx)).messages.map(parse);
    expect(new Set(events.map((event) => "externalId" in event && event.externalId))).toEqual(
      new Set([call.uuid]),
    );
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "call:ended",
        extension: "102",
        disposition: "answered",
        recordingUrl: expect.stringMatching(/\.wav$/) as string,
      }),
    );
  });

  it("knows a group within a menu, on whichever page the menu is", async () => {
    const { pbx, ctx } = await office();
    const from = "380671112233";
    const menu = pbx.calls.dial({ extension: "IVR", from });
    const group = pbx.calls.dial({ extension: pbx.group, from, parentUuid: menu });
    const leg = pbx.calls.dial({ extension: "101", from, parentUuid: group });
    for (const uuid of [leg, group]) pbx.calls.hangUp(uuid);
    for (let other = 0; other < 48; other++) {
      pbx.calls.hangUp(pbx.calls.dial({ extension: "102", from }));
    }
    pbx.calls.hangUp(menu);
    // Oldest first and newest first: who stands on the next page differs.
    for (let order = 0; order < 2; order++) {
      pbx.calls.history.reverse();
      const events = (await readAll(ctx)).messages.map(parse);
      const ids = events.flatMap((event) => ("externalId" in event ? [event.externalId] : []));
      expect(ids.filter((id) => id === menu)).toHaveLength(3);
      expect(ids).not.toContain(group);
    }
  });

  it("leaves a leg to the next reading when its group may not have ended yet", async () => {
    const { pbx, ctx } = await office();
    const call = pbx.calls.dialGroup(pbx.group, "380671112233");
    pbx.calls.answerGroup(call, "102");
    const soon = { from: range.from, to: new Date(Date.now() + 1_000) };
    expect((await readAll(ctx, soon)).messages).toEqual([]);
    pbx.calls.hangUp(call.uuid);
    expect(
      (await readAll(ctx, { ...soon, to: new Date(Date.now() + 1_000) })).messages,
    ).toHaveLength(4);
  });

  it("asks for the time it was told, and nothing else", async () => {
    const { pbx, ctx } = await office();
    pbx.calls.hangUp(pbx.calls.dial({ extension: "101", from: "380671112233" }));
    const later = { from: new Date(Date.now() + 60_000), to: range.to };
    expect((await readAll(ctx, later)).messages).toEqual([]);
  });

  it("with a wrong key is refused in words", async () => {
    const { pbx } = await office();
    const wrong = context({ ...pbx.settings, apiKey: "wrong" });
    await expect(readAll(wrong)).rejects.toMatchObject({ code: "unauthorized" });
  });
});

describe("a REST side that misbehaves", () => {
  /** Answers everything but the sign-in with this. */
  async function server(status: number, body: string, headers: Record<string, string> = {}) {
    let asked = 0;
    const http = createServer((request, response) => {
      const signIn = request.url?.endsWith("/authorize") ?? false;
      if (!signIn) asked += 1;
      response.writeHead(signIn ? 200 : status, { "set-cookie": "a=1", ...headers });
      response.end(signIn ? "{}" : body);
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    cleanUps.push(() => (http.closeAllConnections(), http.close()));
    const { port } = http.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}`;
    const ctx = context({ domain: "a.example", apiKey: "key", baseUrl });
    return { ctx, asked: () => asked };
  }

  it.each([
    [200, "<html>", "unreadable"],
    [200, '{"rows":[]}', "unreadable"],
    [200, "[1]", "unreadable"],
    [500, "oops", "refused"],
    [302, "", "refused"],
    [404, "", "missing"],
  ])("%i %s", async (status, body, code) => {
    const { ctx } = await server(status, body, { location: "http://127.0.0.1:9/" });
    await expect(readAll(ctx)).rejects.toMatchObject({ name: "ProviderError", code });
    await expect(phonet.directory!(ctx)).rejects.toMatchObject({ name: "ProviderError" });
  });

  it("may refuse for ever: it is asked twice", async () => {
    const { ctx, asked } = await server(403, "");
    await expect(phonet.directory!(ctx)).rejects.toMatchObject({ code: "unauthorized" });
    expect(asked()).toBe(2);
  });

  it("may tell the same page for ever: it is asked twice a list", async () => {
    const rows = Array.from({ length: 50 }, (_, index) => ({ uuid: String(index) }));
    const { ctx, asked } = await server(200, JSON.stringify(rows));
    expect((await readAll(ctx)).messages).toHaveLength(50);
    expect(asked()).toBe(4);
  });

  it("may send more than fits", async () => {
    const { ctx } = await server(200, `[${" ".repeat(9 * 1024 * 1024)}]`);
    await expect(phonet.directory!(ctx)).rejects.toMatchObject({ code: "too-large" });
  });
});

describe("the directory", () => {
  it("lists people with their extension and e-mail", async () => {
    const { ctx } = await office();
    expect(await phonet.directory!(ctx)).toContainEqual({
      extension: "102",
      name: "Person 102",
      email: "102@office.example",
    });
  });
});

describe("settings", () => {
  const read = (change: object) =>
    phonet.settings.safeParse({ domain: "a.phonet.com.ua", apiKey: "key", ...change });

  it.each([
    [{ domain: "" }, "domain"],
    [{ domain: "no host name" }, "domain"],
    [{ apiKey: "" }, "apiKey"],
    [{ apiKey: "with blank" }, "apiKey"],
    [{ baseUrl: "ftp://a.example" }, "baseUrl"],
    [{ baseUrl: "https://a.example/?key=1" }, "baseUrl"],
    [{ country: "Ukraine" }, "country"],
  ])("%j: names the field", (change, field) => {
    expect(read(change).error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });

  it("take a pasted address for a domain, and have defaults", () => {
    expect(read({ domain: " https://Office.Phonet.com.ua/settings " }).data).toEqual({
      domain: "office.phonet.com.ua",
      recordingsUrl: "",
      apiKey: "key",
      baseUrl: "",
      country: "UA",
    });
  });
});
