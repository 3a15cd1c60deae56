/** The hooks door over real HTTP, down to the calls in the database. */
import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, db, openDatabase } from "#lib/db/client";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { log } from "#lib/log";
import { createIngest, type Ingest } from "#lib/telephony/ingest";
import { createWebhookReceiver } from "#lib/telephony/receive-webhook";
import type { Runtime } from "#lib/telephony/supervisor";
import { jsonProvider } from "#lib/testing/kit/json-provider";
import { createDoor } from "./http";
import { hubSlot, type Hub } from "./hub";

let test: TestDatabase;
let ingest: Ingest;
let url: string;
const door = createDoor({ publicUrl: null });
const turnedAway: number[] = [];
/** Connections whose rings were pushed. */
const pushed: string[] = [];
const token = "a token nobody guesses";

beforeAll(async () => {
  test = await createTestDatabase();
  const data = { slug: "office", provider: "json", name: "Office", settings: "{}" };
  const { id } = await test.db.connection.create({ data });
  const ringPushed = (connectionId: string) => void pushed.push(connectionId);
  ingest = createIngest({ log: log(), publish: () => undefined, ringPushed });
  const runtime: Runtime = {
    id,
    slug: "office",
    adapter: jsonProvider,
    settings: { token, country: "RU" },
    source: { connectionId: id, slug: "office", country: "RU", adapter: jsonProvider },
    link: null,
    log: log(),
    abort: new AbortController(),
    tellExtensions: async () => undefined,
  };
  const receiveWebhook = createWebhookReceiver({
    runtimeOf: (slug) => (slug === runtime.slug ? runtime : undefined),
    ingest,
  });
  const hookTurnedAway = async (_slug: string, { status }: { status: number }) =>
    void turnedAway.push(status);
  hubSlot.set({
    receiveWebhook,
    hookTurnedAway,
    storageFails: () => ingest.fails(),
  } as Partial<Hub> as Hub);
  await new Promise<void>((resolve) => door.server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(door.server.address() as AddressInfo).port}/api/hooks/office`;
});
afterAll(async () => {
  door.server.closeAllConnections();
  door.server.close();
  await ingest.close();
  hubSlot.clear();
  await test.close();
});
beforeEach(async () => {
  await test.db.call.deleteMany();
  await test.db.inboxMessage.deleteMany();
});

const event = (externalId: string) => ({
  ...{ kind: "call:ringing", direction: "incoming", clientNumber: "+73430112233" },
  ...{ extension: "101", externalId },
});
const body = (id: string) => JSON.stringify({ id, event: event(id) });
const authorized = { authorization: `Bearer ${token}`, "content-type": "application/json" };
const post = (text: string, headers: Record<string, string> = authorized, to = url) =>
  fetch(to, { method: "POST", headers, body: text });
const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; field?: string; requestId: string } }).error;

it("stores before it answers, and makes a call of it", async () => {
  const answer = await post(body("1"));
  expect([answer.status, await answer.text()]).toEqual([200, "1"]);
  expect(await test.db.inboxMessage.count()).toBe(1);
  await ingest.idle();
  const calls = await test.db.call.findMany();
  expect(calls).toMatchObject([{ externalId: "1", state: "ringing" }]);
  expect(pushed).toEqual([calls[0]?.connectionId]);
});

it("answers every repeat alike, and has one call of them all", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(body("same"))));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  await ingest.idle();
  expect(await test.db.inboxMessage.count()).toBe(1);
  expect(await test.db.call.count()).toBe(1);
});

describe("refuses in words, and keeps nothing of", () => {
  it.each([
    ["no token", {}, body("1"), 401, "unauthorized", undefined],
    ["another token", { authorization: "Bearer x" }, body("1"), 401, "unauthorized", undefined],
    [
      "a token that can't be decoded",
      { authorization: "Bearer %E0%A4%A" },
      "",
      401,
      "unauthorized",
    ],
    ["what is not JSON", authorized, "{", 400, "unreadable", undefined],
    ["what names no id", authorized, `{"event":{"kind":"x"}}`, 400, "unreadable", "id"],
    ["more than fits", authorized, body("x".repeat(70_000)), 413, "too_large", undefined],
  ])("%s", async (_, headers, text, status, code, field?: string) => {
    const answer = await post(text, headers);
    expect(answer.status).toBe(status);
    const error = await errorOf(answer);
    expect(error).toMatchObject({ code, ...(field && { field }) });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await test.db.inboxMessage.count()).toBe(0);
  });

  it("an unknown hook, and other methods than POST", async () => {
    expect((await post("", authorized, url.replace("office", "shop"))).status).toBe(404);
    const get = await fetch(url, { headers: authorized });
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

it("cuts a body without end at its limit", async () => {
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(16_384)),
  });
  const cut = await fetch(url, {
    method: "POST",
    headers: authorized,
    body: endless,
    duplex: "half",
  } as RequestInit);
  expect(cut.status).toBe(413);
  expect(turnedAway.at(-1)).toBe(413);
});

it("waits ten seconds for a body, no longer", async () => {
  const started = performance.now();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const slow = httpRequest(url, { method: "POST", headers: authorized }, (answer) => {
      resolve(answer.statusCode);
      slow.destroy();
    });
    slow.on("error", reject);
    slow.write("{");
  });
  expect(status).toBe(408);
  expect(turnedAway.at(-1)).toBe(408);
  expect(performance.now() - started).toBeLessThan(12_000);
});

it("asks to try again what it can't store, and says so in its health", async () => {
  await closeDatabase();
  const answer = await post(body("later"));
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect((await errorOf(answer)).code).toBe("try_again");
  expect((await fetch(url.replace("hooks/office", "health"))).status).toBe(503);

  await openDatabase({ url: test.url });
  const again = await post(body("later"));
  expect(again.status).toBe(200);
  await vi.waitFor(async () => expect(await db().call.count()).toBe(1), { timeout: 5_000 });
  expect((await fetch(url.replace("hooks/office", "health"))).status).toBe(200);
});
