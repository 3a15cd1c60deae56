/** Stopped and started again and again behind a balancer, in the middle of a day's work. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { afterEach, expect, it } from "vitest";
import { startBalancer, type Balancer } from "#lib/testing/kit/balancer";
import { admin, hookToken, hookedProvision } from "#lib/testing/kit/office-provision";
import { startProductProcess, type ProductProcess } from "#lib/testing/kit/product-process";
import { openReader } from "#lib/testing/kit/read-stored";
import { signIn } from "#lib/testing/kit/sign-in";
import { waitUntil } from "#lib/testing/kit/wait-until";
import { waitUntilSettled } from "#lib/testing/kit/wait-until-settled";

/** CI has other suites to run. */
const restarts = process.env.CI ? 5 : 10;
const browsers = 50;
/** A hook each so many ms. */
const every = 10;

const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-restart-"));
const sockets: Socket[] = [];
let balancer: Balancer;
let product: ProductProcess | undefined;

afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await product?.stop("SIGKILL");
  await balancer.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const provision = hookedProvision();
  // Many times the balancer's own pace: it hears in time that the copy is leaving, on a busy machine too.
  const env = { TINYCRM_DRAIN_SECONDS: "1", TINYCRM_LOG_LEVEL: "error" };
  product = await startProductProcess({ dataDir, provision, env });
  balancer.sendTo(product.url);
}

/** Sends a start of a call each few ms, again and again until it is taken. */
function sendHooks(url: string) {
  const statuses: Record<number, number> = {};
  const accepted = new Set<string>();
  let sent = 0;
  let stopped = false;

  async function send(number: string): Promise<void> {
    const body = new URLSearchParams({
      callstatus: "start",
      calldate: "2026-11-29 10:00:00",
      direction: "i",
      numberA: number,
      numberB: "101",
    });
    for (;;) {
      const answer = await fetch(`${url}/api/hooks/kyiv`, {
        method: "POST",
        headers: { authorization: hookToken },
        body,
      }).catch(() => null);
      await answer?.arrayBuffer();
      const status = answer?.status ?? 0;
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === 200) return void accepted.add(number);
      await sleep(1_000);
    }
  }

  const underWay: Promise<void>[] = [];
  const timer = setInterval(() => {
    if (!stopped) underWay.push(send(`044${String(1_000_000 + ++sent)}`));
  }, every);
  return {
    statuses,
    accepted,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all(underWay);
      return sent;
    },
  };
}

it("stops and starts: every answer is 200 or 503, browsers come back, nothing is lost", async () => {
  balancer = await startBalancer();
  await start();
  const healthy = async () => (await fetch(`${balancer.url}/api/health`)).status === 200;
  await waitUntil("ready", healthy);
  const cookie = await signIn(balancer.url, admin);
  const cuts: number[] = [];
  const reasons = new Set<string>();
  for (let n = 0; n < browsers; n++) {
    const socket = io(balancer.url, {
      transports: ["websocket"],
      extraHeaders: { cookie, origin: balancer.url },
      reconnectionDelayMax: 1_000,
      forceNew: true,
    });
    // As the product's own pages do: who is refused in words is not tried again by socket.io.
    socket.on("connect_error", () => {
      if (!socket.active) setTimeout(() => socket.connect(), 1_000);
    });
    socket.on("disconnect", (reason) => {
      cuts.push(performance.now());
      reasons.add(reason);
    });
    sockets.push(socket);
  }
  const connected = () => sockets.filter((socket) => socket.connected).length;
  const allBack = () =>
    waitUntil("all browsers are there", () => connected() === browsers, { seen: connected });
  await allBack();

  const hooks = sendHooks(balancer.url);
  const stops: number[] = [];
  const spreads: number[] = [];
  for (let n = 0; n < restarts; n++) {
    await sleep(1_000);
    cuts.length = 0;
    const { code, took } = await product!.stop("SIGTERM");
    expect(code).toBe(0);
    stops.push(took);
    await waitUntil("all are cut", () => cuts.length === browsers, { seen: () => cuts.length });
    spreads.push(Math.max(...cuts) - Math.min(...cuts));
    await start();
    await allBack();
  }
  const sent = await hooks.stop();
  const db = await openReader(`file:${join(dataDir, "tinycrm.db")}`);
  await waitUntilSettled(db);
  const calls = await db.call.findMany({ select: { clientRaw: true } });
  await db.$disconnect();

  const figures = { statuses: hooks.statuses, sent, stops, spreads };
  expect(Object.keys(hooks.statuses).sort(), JSON.stringify(figures)).toEqual(["200", "503"]);
  expect(Math.max(...stops)).toBeLessThan(10_000);
  // Cut one after another, and in a way after which a browser tries again by itself.
  expect(Math.min(...spreads)).toBeGreaterThan(300);
  expect([...reasons]).toEqual(["transport close"]);
  const stored = new Set(calls.map(({ clientRaw }) => clientRaw));
  expect([...hooks.accepted].filter((number) => !stored.has(number))).toEqual([]);
  expect(calls).toHaveLength(sent);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
});
