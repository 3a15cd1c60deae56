/** A copy of the program whose Redis is away or answers no more. */
import { io, type Socket } from "socket.io-client";
import { afterEach, expect, it } from "vitest";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";
import { openRealtime } from "#lib/testing/kit/open-realtime";
import { startTcpProxy } from "#lib/testing/kit/tcp-proxy";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { recordCallEvents } from "#lib/calls/record-call-events";
import type { Realtime } from "./server";

const redisUrl = process.env.TEST_REDIS_URL;
const office = await openOffice({ people: { olena: { extension: "101" } } });
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Opens a copy with one browser. */
async function openCopy(redis: string) {
  const { realtime, url } = await openRealtime(redis);
  cleanUps.push(() => realtime.close());
  const { cookie } = await office.signIn(office.people.olena);
  const socket = io(url, { transports: ["websocket"], extraHeaders: { cookie } });
  cleanUps.push(() => socket.disconnect());
  await new Promise((resolve) => socket.once("calls:snapshot", resolve));
  return { socket, realtime };
}

async function expectRing({
  socket,
  realtime,
}: {
  socket: Socket;
  realtime: Realtime;
}): Promise<void> {
  let told = false;
  socket.once("call", () => (told = true));
  const event = aCallEvent("call:ringing", { externalId: crypto.randomUUID(), extension: "101" });
  const source = office.connections.office;
  realtime.publisher.calls(await recordCallEvents([{ event, source, receivedAt: new Date() }]));
  await waitUntil("the browser is told", () => told, { timeout: 5_000, interval: 5 });
}

it("takes WebSockets alone: what polls would come to another copy each time", async () => {
  const alone = await openRealtime();
  const copy = await openRealtime("redis://127.0.0.1:1");
  cleanUps.push(
    () => alone.realtime.close(),
    () => copy.realtime.close(),
  );
  const poll = (url: string) => fetch(`${url}/socket.io/?EIO=4&transport=polling`);
  expect((await poll(alone.url)).status).toBe(200);
  const refused = await poll(copy.url);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ message: "Transport unknown" });
});

it("starts without it, and tells its own browsers at once", async () => {
  await expectRing(await openCopy("redis://127.0.0.1:1"));
});

it.skipIf(!redisUrl)("tells its own browsers at once when it answers no more", async () => {
  const { hostname: host, port } = new URL(redisUrl!);
  const wire = await startTcpProxy({ host, port: Number(port || 6379) });
  cleanUps.push(() => wire.close());
  const copy = await openCopy(`redis://127.0.0.1:${wire.port}`);
  await waitUntil("linked to Redis", () => wire.linkCount() > 1);
  await expectRing(copy);
  wire.become({ halfOpen: true });
  await expectRing(copy);
});

it.skipIf(!redisUrl)(
  "has its browsers ask for what they were not told, when it is back",
  async () => {
    const { hostname: host, port } = new URL(redisUrl!);
    const wire = await startTcpProxy({ host, port: Number(port || 6379) });
    cleanUps.push(() => wire.close());
    const { socket, realtime } = await openCopy(`redis://127.0.0.1:${wire.port}`);
    await waitUntil("linked to Redis", () => realtime.redis() === true);
    const toldAgain = { stale: 0, presence: 0 };
    socket.on("stale", () => (toldAgain.stale += 1));
    socket.on("presence", () => (toldAgain.presence += 1));
    wire.become({ resetAfter: 0 });
    wire.cut("rst");
    await waitUntil("away", () => realtime.redis() === false);
    expect(toldAgain).toEqual({ stale: 0, presence: 0 });
    wire.become({});
    await waitUntil("told", () => toldAgain.stale > 0, { timeout: 10_000 });
    expect(toldAgain).toEqual({ stale: 1, presence: 1 });
  },
);
