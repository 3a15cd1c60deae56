/** The hooks door over real HTTP, down to the calls in the database. */
import { request as httpRequest } from "node:http";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase, db, openDatabase } from "#lib/db/client";
import { openOffice } from "#lib/testing/kit/office";
import { openDoor } from "#lib/testing/kit/door";
import { testRuntime } from "#lib/testing/kit/runtime";
import { log } from "#lib/base/log";
import { createIngest } from "#lib/telephony/ingest";
import { createWebhookReceiver } from "#lib/telephony/receive-webhook";
import { jsonProvider } from "#lib/testing/kit/json-provider";
import { hookReceiver } from "./ports";
import { nobody } from "#lib/testing/kit/telephony";
import { eventually } from "#lib/testing/kit/eventually";

const turnedAway: number[] = [];
/** Connections whose rings were pushed. */
const pushed: string[] = [];
const token = "a token nobody guesses";

const office = await openOffice({ connections: { office: { provider: "json" } } });
const ingest = createIngest({
  log: log(),
  audience: { ...nobody, ring: ({ connectionId }) => void pushed.push(connectionId) },
});
const settings = { token, country: "RU" };
const runtime = testRuntime(office.connections.office, jsonProvider, settings);
hookReceiver.fill({
  receive: createWebhookReceiver({
    runtimeOf: (slug) => (slug === runtime.slug ? runtime : undefined),
    ingest,
  }),
  turnedAway: (_slug, { status }) => void turnedAway.push(status),
  storageFails: ingest.fails,
});
const door = await openDoor({ trustedProxies: ["127.0.0.1"] });
const url = `${door.url}/api/hooks/office`;

afterAll(async () => {
  door.close();
  await ingest.close();
  hookReceiver.clear();
});
beforeEach(async () => {
  await office.db.call.deleteMany();
  await office.db.inboxMessage.deleteMany();
});

const event = (externalId: string) => ({
  kind: "call:ringing",
  direction: "incoming",
  clientNumber: "+73430112233",
  extension: "101",
  externalId,
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
  expect(await office.db.inboxMessage.count()).toBe(1);
  await ingest.idle();
  const calls = await office.db.call.findMany();
  expect(calls).toMatchObject([{ externalId: "1", state: "ringing" }]);
  expect(pushed).toEqual([calls[0]?.connectionId]);
});

it("answers every repeat alike, and has one call of them all", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(body("same"))));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  await ingest.idle();
  expect(await office.db.inboxMessage.count()).toBe(1);
  expect(await office.db.call.count()).toBe(1);
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
    expect(await office.db.inboxMessage.count()).toBe(0);
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
  expect(performance.now() - started).toBeLessThan(25_000);
});

it("asks to try again what it can't store, and says so in its health", async () => {
  await closeDatabase();
  const answer = await post(body("later"));
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect((await errorOf(answer)).code).toBe("try_again");
  expect((await fetch(url.replace("hooks/office", "health"))).status).toBe(503);

  await openDatabase({ url: office.url });
  const again = await post(body("later"));
  expect(again.status).toBe(200);
  await vi.waitFor(async () => expect(await db().call.count()).toBe(1), eventually);
  expect((await fetch(url.replace("hooks/office", "health"))).status).toBe(200);
});

describe("wrong tokens", () => {
  const from = (address: string) => ({ "x-forwarded-for": address });
  const guess = (n: number, address: string) =>
    post(body("guess"), { authorization: `Bearer guess ${n}`, ...from(address) });

  it("are answered later and later, and a right one from the same place at once", async () => {
    for (let n = 0; n < 9; n++) await guess(n, "203.0.113.1");
    const started = performance.now();
    await guess(10, "203.0.113.1");
    expect(performance.now() - started).toBeGreaterThan(900);
    const again = performance.now();
    const answered: string[] = [];
    const wrong = guess(11, "203.0.113.1").finally(() => answered.push("wrong"));
    const right = await post(body("right"), { ...authorized, ...from("203.0.113.1") });
    answered.push("right");
    expect([right.status, (await wrong).status]).toEqual([200, 401]);
    expect(answered).toEqual(["right", "wrong"]);
    expect(performance.now() - again).toBeGreaterThan(1_900);
  });

  it("of a flood are not all kept waiting", async () => {
    const answers = await Promise.all(
      Array.from({ length: 139 }, (_, n) => guess(n, "203.0.113.2")),
    );
    const statuses = answers.map(({ status }) => status);
    // The first of those that wait may be through before the last has come.
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10);
    expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(109);
    expect((await post(body("after"), { ...authorized, ...from("203.0.113.2") })).status).toBe(200);
  });
});
