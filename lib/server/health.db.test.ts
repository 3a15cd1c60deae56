/** What the doors say of how far the engine is, and with a database that does not answer. */
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { openDoor } from "#lib/testing/kit/door";
import { openOffice } from "#lib/testing/kit/office";
import { startTcpProxy } from "#lib/testing/kit/tcp-proxy";
import { enterPhase } from "./phase";
import { hookReceiver } from "./ports";

const office = await openOffice();
const unknown = { ok: false, status: 404, code: "not_found", message: "-" } as const;
hookReceiver.fill({
  receive: async () => unknown,
  turnedAway: () => undefined,
  storageFails: () => false,
});
const door = await openDoor();
afterAll(() => {
  door.close();
  hookReceiver.clear();
});
afterEach(() => enterPhase("open"));

async function ask(path: string, method = "GET") {
  const began = performance.now();
  const answer = await fetch(`${door.url}/api/${path}`, { method });
  const body = (await answer.json()) as { status?: string; error?: { code: string } };
  const took = performance.now() - began;
  return { status: answer.status, says: body.status ?? body.error?.code, took };
}

it("keeps a connection for longer than proxies do: they send no request into one that it closes", async () => {
  const answer = await fetch(`${door.url}/api/health/live`);
  await answer.arrayBuffer();
  const [, seconds] = /timeout=(\d+)/.exec(answer.headers.get("keep-alive") ?? "") ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});

describe("while it", () => {
  it("starts, it lives and is not ready, and no hook is unknown", async () => {
    enterPhase("starting");
    expect(await ask("health/live")).toMatchObject({ status: 200, says: "ok" });
    expect(await ask("health")).toMatchObject({ status: 503, says: "starting" });
    expect(await ask("hooks/office", "POST")).toMatchObject({ status: 503, says: "starting" });
  });

  it("is open, it is ready", async () => {
    expect(await ask("health")).toMatchObject({ status: 200, says: "ok" });
    expect(await ask("hooks/office", "POST")).toMatchObject({ status: 404, says: "not_found" });
  });

  it("stops, it is not ready, and hooks are answered still", async () => {
    enterPhase("stopping");
    expect(await ask("health/live")).toMatchObject({ status: 200 });
    expect(await ask("health")).toMatchObject({ status: 503, says: "stopping" });
    expect(await ask("hooks/office", "POST")).toMatchObject({ status: 404 });
  });
});

if (process.env.TEST_DIALECT === "postgresql") {
  it("a database that is frozen is told within two seconds, to many at once", async () => {
    const { hostname: host, port } = new URL(office.url);
    const wire = await startTcpProxy({ host, port: Number(port || 5432) });
    await closeDatabase();
    await openDatabase({ url: office.url.replace(/@[^/]+/, `@127.0.0.1:${wire.port}`) });
    expect(await ask("health")).toMatchObject({ status: 200 });
    wire.become({ halfOpen: true });
    for (let round = 0; round < 2; round++) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask("health")));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
      const took = answers.map((one) => one.took).sort((a, b) => a - b);
      // One that is told in time shows what the way costs; a busy machine answers fifty by and by.
      expect(took[0]).toBeLessThan(2_000);
      expect(took.at(-1)).toBeLessThan(8_000);
      expect(await ask("health/live")).toMatchObject({ status: 200 });
    }
    const closed = closeDatabase();
    await wire.close();
    await closed;
    await openDatabase({ url: office.url });
  });
}
