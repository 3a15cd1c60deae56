/** Real sockets, real cookies; with several copies of the server where Redis is at hand. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { encode } from "next-auth/jwt";
import { io as connectSocket, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sessionCookieName, sessionSecret } from "#lib/auth/cookie";
import { beginSession } from "#lib/auth/sessions";
import { recordCallEvent } from "#lib/calls/record-call-event";
import { configSlot } from "#lib/config";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { log } from "#lib/log";
import type { CallView } from "./events";
import { endSockets, publishCall } from "./publish";
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
  const one: Browser = { socket, calls: [], snapshots: [], sessionId };
  socket.on("call", (call: CallView) => one.calls.push(call));
  socket.on("calls:snapshot", ({ calls }: { calls: CallView[] }) => one.snapshots.push(calls));
  return one;
}
const ready = (one: Browser) =>
  vi.waitFor(() => expect(one.snapshots.length).toBeGreaterThan(0), eventually);
const refusal = (one: Browser) =>
  new Promise<string>((resolve) =>
    one.socket.on("connect_error", (error) => resolve(error.message)),
  );

async function ring(extension: string, externalId = "1"): Promise<string> {
  const recorded = await recordCallEvent(
    {
      kind: "call:ringing",
      externalId,
      direction: "incoming",
      clientNumber: "73430112233",
      extension,
    },
    { connectionId: ids.connection!, country: "RU" },
    { at: new Date() },
  );
  return recorded!.callId;
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
    await publishCall(realtime.io, await ring("101"));
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

describe.runIf(redisUrl)("two copies of the program", () => {
  it("tell each other's browsers, and cut each other's sockets", async () => {
    const [a, b] = [await serve(redisUrl), await serve(redisUrl)];
    const olena = await browser(a.url, "olena");
    await ready(olena);
    await publishCall(b.realtime.io, await ring("101"));
    await vi.waitFor(() => expect(olena.calls).toHaveLength(1), eventually);
    endSockets(b.realtime.io, { userId: ids.olena! });
    await vi.waitFor(() => expect(olena.socket.connected).toBe(false), eventually);
  });
});
