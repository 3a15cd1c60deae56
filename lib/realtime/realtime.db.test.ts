/** Real sockets, real cookies; with several copies of the server where Redis is at hand. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encode } from "next-auth/jwt";
import { io as connectSocket, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sessionCookieName, sessionSecret } from "#lib/auth/cookie";
import { beginSession } from "#lib/auth/sessions";
import type { PublishedCall } from "#lib/calls/published-call";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { configSlot } from "#lib/config";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { log } from "#lib/log";
import { setDoNotDisturb } from "#lib/users/presence";
import { smsForPublishing } from "#lib/sms/queries";
import type { CallView, PresenceView, SmsView } from "./events";
import { endSockets, publishCalls, publishPresence, publishSms } from "./publish";
import { createRealtime, type Realtime } from "./server";

const redisUrl = process.env.TEST_REDIS_URL ?? null;
if (process.env.CI && !redisUrl) throw new Error("CI must name a Redis server in TEST_REDIS_URL");

let test: TestDatabase;
const ids: Record<string, string> = {};
const cleanUps: (() => unknown)[] = [];
const eventually = { timeout: 8_000, interval: 20 };

beforeAll(async () => {
  test = await createTestDatabase();
  configSlot.set({
    secret: "a secret of at least thirty-two characters",
    publicUrl: null,
  } as never);
  const connection = await test.db.connection.create({
    data: { slug: "office", provider: "prostie-zvonki", name: "Office", settings: "{}" },
  });
  ids.connection = connection.id;
  const people = [
    ["olena", "sales", "101"],
    ["ivan", "sales", "102"],
    ["maria", "manager", ""],
  ];
  for (const [name, role, number] of people as [string, string, string][]) {
    const { id } = await test.db.user.create({
      data: { email: `${name}@x.test`, name, role, passwordHash: "-" },
    });
    ids[name] = id;
    const extension = { userId: id, connectionId: connection.id, number };
    if (number) await test.db.extension.create({ data: extension });
  }
});
afterAll(() => test.close());
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await test.db.call.deleteMany();
});

async function serve(redis: string | null = null): Promise<{ realtime: Realtime; url: string }> {
  const http: Server = createServer();
  const realtime = await createRealtime(http, {
    publicUrl: null,
    redisUrl: redis,
    log: log(),
    connections: () => Promise.resolve([]),
  });
  cleanUps.push(() => realtime.close());
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return { realtime, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

interface Browser {
  socket: Socket;
  calls: CallView[];
  snapshots: CallView[][];
  presence: PresenceView[];
  sessionId: string;
}

async function browser(
  url: string,
  name: string,
  headers: Record<string, string> = {},
): Promise<Browser> {
  const sessionId = await beginSession(ids[name]!, "test");
  const token = await encode({ token: { sid: sessionId }, secret: sessionSecret() });
  const socket = connectSocket(url, {
    transports: ["websocket"],
    reconnection: false,
    extraHeaders: { cookie: `${sessionCookieName()}=${token}`, ...headers },
  });
  cleanUps.push(() => socket.disconnect());
  const one: Browser = { socket, calls: [], snapshots: [], presence: [], sessionId };
  socket.on("call", (call: CallView) => one.calls.push(call));
  socket.on("presence", (presence: PresenceView) => one.presence.push(presence));
  socket.on("calls:snapshot", ({ calls }: { calls: CallView[] }) => one.snapshots.push(calls));
  return one;
}
const ready = (one: Browser) =>
  vi.waitFor(() => expect(one.snapshots.length).toBeGreaterThan(0), eventually);
const refusal = (one: Browser) =>
  new Promise<string>((resolve) =>
    one.socket.on("connect_error", (error) => resolve(error.message)),
  );

async function ring(extension: string, externalId = "1"): Promise<PublishedCall[]> {
  const event = {
    ...({ kind: "call:ringing", externalId, direction: "incoming", extension } as const),
    clientNumber: "73430112233",
  };
  const source = { connectionId: ids.connection!, slug: "office", country: "RU" };
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

describe("who hears of a call", () => {
  it("the person who rings, and who may see all; nobody else", async () => {
    const { realtime, url } = await serve();
    const [olena, ivan, maria] = [
      await browser(url, "olena"),
      await browser(url, "ivan"),
      await browser(url, "maria"),
    ];
    await Promise.all([olena, ivan, maria].map(ready));
    await publishCalls(realtime.io, await ring("101"));
    await vi.waitFor(() => expect(olena.calls).toHaveLength(1), eventually);
    await vi.waitFor(() => expect(maria.calls).toHaveLength(1), eventually);
    expect(olena.calls[0]).toMatchObject({
      connection: "office",
      state: "ringing",
      version: 1,
      clientNumber: { raw: "73430112233", e164: "+73430112233" },
      legs: [{ extension: "101", userId: ids.olena, state: "ringing" }],
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
  endSockets(realtime.io, { sessionId: here.sessionId });
  await vi.waitFor(() => expect(here.socket.connected).toBe(false), eventually);
  expect(there.socket.connected).toBe(true);
});

it("a text message is told to its person, to its contact's owner and to who may see all", async () => {
  const { realtime, url } = await serve();
  const names = ["olena", "ivan", "maria"] as const;
  const browsers = await Promise.all(names.map((name) => browser(url, name)));
  await Promise.all(browsers.map(ready));
  const told = new Map<string, SmsView[]>(names.map((name) => [name, []]));
  for (const [index, { socket }] of browsers.entries()) {
    socket.on("sms", (sms: SmsView) => told.get(names[index]!)!.push(sms));
  }
  const by = (extension: string, text: string) => ({
    ...{ connectionId: ids.connection!, extension, text, state: "sending" },
    ...{ numberRaw: "+73430112233", createdAt: new Date() },
  });
  const contact = { create: { name: "A", searchText: "a", owner: { connect: { id: ids.ivan } } } };
  const owned = { ...by("7", "to Ivan's client"), connectionId: undefined, contact };
  const connection = { connect: { id: ids.connection } };
  const first = await test.db.sms.create({ data: { ...by("101", "by Olena"), userId: ids.olena } });
  const second = await test.db.sms.create({ data: { ...owned, connection } });
  publishSms(realtime.io, await smsForPublishing([first.id, second.id]));
  const texts = (name: string) => told.get(name)!.map(({ text }) => text);
  await vi.waitFor(() => expect(texts("maria")).toHaveLength(2), eventually);
  await vi.waitFor(() => expect(texts("olena")).toEqual(["by Olena"]), eventually);
  await vi.waitFor(() => expect(texts("ivan")).toEqual(["to Ivan's client"]), eventually);
});

describe("a browser in doubt", () => {
  const ask = (one: Browser, payload: unknown = {}) =>
    one.socket.timeout(eventually.timeout).emitWithAck("calls:refresh", payload);

  it("is told what is under way, once a second", async () => {
    const { url } = await serve();
    const olena = await browser(url, "olena");
    await ready(olena);
    const [rung] = await ring("101");
    const { id } = rung!.view;
    expect(await ask(olena)).toMatchObject({ ok: true, calls: [{ id, state: "ringing" }] });
    expect(await ask(olena)).toEqual({ ok: false, code: "too-often" });
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await ask(olena)).toMatchObject({ ok: true });
  });

  it("has to ask as agreed", async () => {
    const { url } = await serve();
    const olena = await browser(url, "olena");
    await ready(olena);
    for (const payload of [null, "", { userId: ids.ivan }, [1]]) {
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
  const own = { userId: ids.olena, doNotDisturb: false, away: false };
  expect(olena.presence).toEqual([own]);
  publishPresence(realtime.io, await setDoNotDisturb(ids.olena!, true));
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
    await publishCalls(b.realtime.io, await ring("101"));
    await vi.waitFor(() => expect(olena.calls).toHaveLength(1), eventually);
    endSockets(b.realtime.io, { userId: ids.olena! });
    await vi.waitFor(() => expect(olena.socket.connected).toBe(false), eventually);
  });
});
