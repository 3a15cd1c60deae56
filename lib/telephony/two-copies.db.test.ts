/** Two copies of the program on one PostgreSQL and one Redis, and the PBX that lets each client in once. */
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { log } from "#lib/base/log";
import { saveConnection } from "#lib/connections/save-connection";
import { joinCopies, type Copies } from "#lib/copies/copies";
import { openRedis } from "#lib/copies/redis";
import { db } from "#lib/db/client";
import { saveExtensions } from "#lib/people/extensions";
import { startSimulator } from "#lib/providers/prostie-zvonki/simulator";
import { eventually } from "#lib/testing/kit/eventually";
import { openOffice } from "#lib/testing/kit/office";
import { nobody } from "#lib/testing/kit/telephony";
import { startTcpProxy } from "#lib/testing/kit/tcp-proxy";
import { createDispatcher } from "./dispatcher";
import { linkLease } from "./inbox";
import { createIngest } from "./ingest";
import { createLinkCommands } from "./link-commands";
import { createHistoryReader } from "./read-history";
import { createSupervisor } from "./supervisor";

const { people } = await openOffice({ people: { olena: {} }, connections: {} });
const pbxLog: string[] = [];
const pbx = await startSimulator({
  port: 0,
  host: "127.0.0.1",
  password: "p",
  log: (line) => void pbxLog.push(line),
});
const settings = { url: pbx.url, password: "p" };
const connection = { slug: "pbx", provider: "prostie-zvonki", name: "PBX", enabled: true };
const { id: connectionId } = await saveConnection({ ...connection, settings });
await saveExtensions(people.olena, { [connectionId]: "101" });
const lease = linkLease(connectionId);

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await db().lease.deleteMany();
  pbxLog.length = 0;
});
afterAll(() => pbx.close());

async function openCopy(redisUrl = process.env.TEST_REDIS_URL!) {
  const redis = openRedis(redisUrl, log());
  const copies: Copies = joinCopies({ installation: "two-copies", redis, log: log() });
  const ingest = createIngest({ log: log(), audience: nobody });
  const supervisor = createSupervisor({
    log: log(),
    installation: "two-copies",
    copies,
    ingest,
    history: createHistoryReader(ingest),
    publishConnection: () => undefined,
  });
  const linkCommands = createLinkCommands({ copies, runtimes: supervisor });
  const dispatcher = createDispatcher({ runtimes: supervisor, linkCommands, audience: nobody });
  await supervisor.startAll();
  const state = async () => (await supervisor.views())[0]?.state;
  closing.push(async () => {
    await supervisor.stopAll();
    await copies.close();
    await redis.close();
    await ingest.close();
  });
  await vi.waitFor(async () => expect(await state()).toBe("online"), eventually);
  return { supervisor, dispatcher, copies, redis, state };
}

const call = (copy: { dispatcher: ReturnType<typeof createDispatcher> }, number: string) =>
  copy.dispatcher.place({ userId: people.olena, number });
const orders = () => pbxLog.filter((line) => line.startsWith("Call"));

function together(): void {
  it("open one link, and both show how it stands", async () => {
    const a = await openCopy();
    const b = await openCopy();
    expect(pbx.clientCount()).toBe(1);
    expect(a.copies.leases.isHeld(lease)).toBe(true);
    expect(b.copies.leases.isHeld(lease)).toBe(false);
    expect(await b.state()).toBe("online");
  });

  it("have a click at either dialled once, by the one that has the link", async () => {
    const a = await openCopy();
    const b = await openCopy();
    await vi.waitFor(() => expect(b.copies.leases.holder(lease)).not.toBeNull(), eventually);
    expect(await call(b, "+380441110001")).toMatchObject({ ok: true });
    expect(await call(a, "+380441110002")).toMatchObject({ ok: true });
    expect(orders()).toHaveLength(2);
  });

  it("do not dial what the holder hears under an older fence", async () => {
    const a = await openCopy();
    const b = await openCopy();
    await vi.waitFor(() => expect(b.copies.leases.holder(lease)).not.toBeNull(), eventually);
    const old = { copy: b.copies.leases.holder(lease)!.copy, fence: 0 };
    const { leases } = b.copies;
    b.copies.leases.holder = () => old;
    expect(await call(b, "+380441110003")).toMatchObject({ ok: false, code: "not-connected" });
    expect(leases.isHeld(lease)).toBe(false);
    expect(a.copies.leases.isHeld(lease)).toBe(true);
    expect(orders()).toEqual([]);
  });

  it("refuse a click for another's link while Redis is away, and have not dialled it later", async () => {
    const { hostname: host, port } = new URL(process.env.TEST_REDIS_URL!);
    const wire = await startTcpProxy({ host, port: Number(port || 6379) });
    closing.push(() => wire.close());
    await openCopy();
    const b = await openCopy(`redis://127.0.0.1:${wire.port}`);
    // One that has yet to come is not there either, and comes.
    await vi.waitFor(() => expect(b.redis.isReady()).toBe(true), eventually);
    wire.become({ halfOpen: true });
    await vi.waitFor(() => expect(b.redis.isReady()).toBe(false), eventually);
    expect(await call(b, "+380441110004")).toMatchObject({ ok: false, code: "not-connected" });
    wire.become({});
    wire.cut("rst");
    await vi.waitFor(() => expect(b.redis.isReady()).toBe(true), eventually);
    expect(orders()).toEqual([]);
  });

  it("all read what is stored while one of them does not hear of the others", async () => {
    const { hostname: host, port } = new URL(process.env.TEST_REDIS_URL!);
    const wire = await startTcpProxy({ host, port: Number(port || 6379) });
    closing.push(() => wire.close());
    const a = await openCopy();
    const b = await openCopy(`redis://127.0.0.1:${wire.port}`);
    const told = () => [a, b].map(({ copies }) => copies.news!.isTold());
    await vi.waitFor(() => expect(told()).toEqual([true, true]), eventually);
    wire.become({ halfOpen: true });
    await vi.waitFor(() => expect(told()).toEqual([false, false]), eventually);
    wire.become({});
    wire.cut("rst");
    await vi.waitFor(() => expect(told()).toEqual([true, true]), eventually);
  });

  it("hand the link over when its holder leaves", async () => {
    const a = await openCopy();
    const b = await openCopy();
    await a.supervisor.stopAll();
    await a.copies.close();
    await vi.waitFor(() => expect(b.copies.leases.isHeld(lease)).toBe(true), eventually);
    await vi.waitFor(() => expect(pbx.clientCount()).toBe(1), eventually);
    expect(pbxLog.filter((line) => line.includes("4009"))).toEqual([]);
    expect(await call(b, "+380441110005")).toMatchObject({ ok: true });
  });

  it("apply what was changed at either: a link that is switched off is closed by its holder", async () => {
    const a = await openCopy();
    const b = await openCopy();
    const enabled = (is: boolean) =>
      db().connection.update({ where: { id: connectionId }, data: { enabled: is } });
    await enabled(false);
    try {
      await b.supervisor.apply(connectionId);
      await vi.waitFor(() => expect(pbx.clientCount()).toBe(0), eventually);
      expect(await a.state()).toBe("off");
    } finally {
      await enabled(true);
    }
  });
}

if (process.env.TEST_DIALECT === "postgresql") {
  describe.skipIf(!process.env.TEST_REDIS_URL)("two copies", together);
} else {
  it("an SQLite file has one program, whatever Redis there is", async () => {
    const redis = openRedis("redis://127.0.0.1:1", log());
    const { isShared, leases } = joinCopies({ installation: "one", redis, log: log() });
    expect([isShared, leases.isHeld(lease)]).toEqual([false, true]);
    await redis.close();
  });
}
