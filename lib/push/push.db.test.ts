/** Missed clients told by push, against a service on this machine that opens what it is sent as a browser would. */
import { createECDH, createPublicKey, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decrypt } from "http_ece";
import { jwtVerify } from "jose";
import { afterAll, beforeEach, expect, it } from "vitest";
import { signOut } from "#lib/auth/sessions";
import { configSlot } from "#lib/base/config";
import { isSealed } from "#lib/base/secrets";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { readSetting } from "#lib/db/setting";
import { setDoNotDisturb } from "#lib/people/presence";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { testConfig } from "#lib/testing/kit/test-config";
import { createMissedCallPush } from "./missed-calls";
import { createPushSender } from "./send-push";
import { subscriptionInput } from "./subscription-input";
import { mostBrowsers, removeSubscription, saveSubscription } from "./subscriptions";
import { vapidKeys } from "./vapid-keys";

const office = await openOffice({
  people: { olena: { extension: "101" }, ivan: { extension: "102" } },
});
const { olena, ivan } = office.people;

interface Pushed {
  path: string;
  headers: Record<string, unknown>;
  body: Buffer;
}
let pushed: Pushed[] = [];
let status = 201;
const service = createServer((request, response) => {
  const body: Buffer[] = [];
  request.on("data", (chunk: Buffer) => body.push(chunk));
  request.on("end", () => {
    pushed.push({ path: request.url!, headers: request.headers, body: Buffer.concat(body) });
    response.writeHead(status).end();
  });
});
await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
afterAll(() => new Promise((done) => service.close(done)));
const origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;

beforeEach(async () => {
  pushed = [];
  status = 201;
  await office.db.pushSubscription.deleteMany();
});

let browsers = 0;
/** A person signs in with a new browser, which wants to be told. */
async function subscribe(userId: string) {
  const { sessionId } = await office.signIn(userId);
  const keys = createECDH("prime256v1");
  const authSecret = randomBytes(16).toString("base64url");
  const endpoint = `${origin}/browser/${++browsers}`;
  const p256dh = keys.generateKeys("base64url");
  await saveSubscription(
    { id: userId, sessionId },
    { endpoint, keys: { p256dh, auth: authSecret } },
    "ru",
  );
  const open = ({ body }: Pushed): unknown =>
    JSON.parse(decrypt(body, { version: "aes128gcm", privateKey: keys, authSecret }).toString());
  return { endpoint, sessionId, open };
}

interface Told {
  extension?: string;
  answered?: boolean;
  startedAt?: Date;
  connected?: string[];
}
let calls = 0;
const failures: unknown[] = [];
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (about: unknown) => void failures.push(about),
};

/** A client calls, and it ends; everything that is told of it was told. */
async function call(clientNumber: string, told: Told = {}): Promise<void> {
  const { extension = "101", answered = false, startedAt = new Date(), connected = [] } = told;
  const about = {
    externalId: `call-${++calls}`,
    direction: "incoming",
    clientNumber,
    extension,
    at: startedAt.toISOString(),
  } as const;
  const sender = createPushSender(log);
  const missed = createMissedCallPush({
    sender,
    isConnected: async (userId) => connected.includes(userId),
    log,
    settles: 1,
  });
  const source = office.connections.office;
  const events = [
    { kind: "call:ringing", ...about },
    ...(answered ? [{ kind: "call:answered", ...about } as const] : []),
    { kind: "call:ended", ...about, disposition: answered ? "answered" : "no-answer" },
  ] as const;
  for (const event of events) {
    const published = await recordCallEvents([{ source, receivedAt: startedAt, event }]);
    missed.calls(published);
    // What is published again is told once.
    missed.calls(published);
  }
  await missed.idle();
  await missed.close();
}

it("tells the name alone, so that nobody but the browser can read it, and as this installation", async () => {
  const contactId = await addContact("Аркадий", "+73430000001");
  const browser = await subscribe(olena);
  await subscribe(ivan);
  await call("+73430000001");
  expect(pushed).toHaveLength(1);
  const [one] = pushed as [Pushed];
  expect(browser.open(one)).toEqual({
    title: "Пропущенный звонок: Аркадий",
    open: `/contacts/${contactId}`,
  });
  expect(one.body.toString("latin1")).not.toContain(contactId);
  expect(browser.endpoint.endsWith(one.path)).toBe(true);
  expect(one.headers).toMatchObject({
    "content-encoding": "aes128gcm",
    urgency: "high",
    ttl: "600",
  });

  const { publicKey } = await vapidKeys();
  const [, token, key] = /^vapid t=(.+), k=(.+)$/.exec(String(one.headers.authorization))!;
  expect(key).toBe(publicKey);
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) =>
    part.toString("base64url"),
  );
  const jwk = { kty: "EC", crv: "P-256", x: x!, y: y! };
  const { payload } = await jwtVerify(token!, createPublicKey({ key: jwk, format: "jwk" }), {
    audience: origin,
  });
  expect(payload.sub).toMatch(/^mailto:/);
});

it("tells of strangers without a word of their number, and leads to the queue", async () => {
  const browser = await subscribe(olena);
  await call("+73430000999");
  expect(pushed.map(browser.open)).toEqual([{ title: "Пропущенный звонок", open: "/callbacks" }]);
});

it("tells nobody who has a page open, has spoken, wants quiet, or has left", async () => {
  const { sessionId } = await subscribe(olena);
  await call("+73430000002", { connected: [olena] });
  await call("+73430000003", { answered: true });
  await call("+73430000004", { startedAt: new Date(Date.now() - 3 * 60_000) });
  await setDoNotDisturb(olena, true);
  await call("+73430000005");
  await setDoNotDisturb(olena, false);
  const idle = { seenAt: new Date(Date.now() - 9 * 60 * 60_000) };
  await office.db.session.update({ where: { id: sessionId }, data: idle });
  await call("+73430000006");
  await signOut(sessionId);
  expect(await office.db.pushSubscription.count()).toBe(0);
  await call("+73430000007");
  expect(pushed).toEqual([]);
});

it("forgets a browser that its service knows no more, and no other", async () => {
  for (const gone of [404, 410]) {
    await subscribe(olena);
    status = gone;
    await call(`+7343000${gone}1`);
    expect(await office.db.pushSubscription.count()).toBe(0);
  }
  await subscribe(olena);
  failures.length = 0;
  for (const refusal of [500, 302, 429]) {
    status = refusal;
    await call(`+7343000${refusal}2`);
  }
  expect([await office.db.pushSubscription.count(), failures.length]).toEqual([1, 3]);
  expect(JSON.stringify(failures)).not.toContain("/browser/");
});

it("goes nowhere that the operator has not opened", async () => {
  await subscribe(olena);
  failures.length = 0;
  const before = configSlot.get();
  configSlot.set(testConfig({ ...before, allowedNetworks: [] }));
  await call("+73430000008");
  configSlot.set(before);
  expect(pushed).toEqual([]);
  expect(failures).toMatchObject([{ err: { code: "closed-address" } }]);
});

it("keeps one person’s browsers apart from another’s, and no more of them than anybody has", async () => {
  const { endpoint } = await subscribe(olena);
  await removeSubscription(ivan, endpoint);
  expect(await office.db.pushSubscription.count()).toBe(1);
  await removeSubscription(olena, endpoint);
  expect(await office.db.pushSubscription.count()).toBe(0);
  for (let made = 0; made < mostBrowsers + 2; made++) await subscribe(olena);
  expect(await office.db.pushSubscription.count()).toBe(mostBrowsers);
});

it("takes no other address or key than a browser’s", () => {
  const endpoint = "https://push.example/one";
  const keys = {
    p256dh: Buffer.alloc(65, 4).toString("base64url"),
    auth: Buffer.alloc(16).toString("base64url"),
  };
  const isTaken = (over: object) =>
    subscriptionInput.safeParse({ endpoint, keys, ...over }).success;
  expect(isTaken({})).toBe(true);
  for (const wrong of [
    "http://push.example/one",
    "file:///etc/passwd",
    "push",
    `https://x/${"y".repeat(2000)}`,
  ])
    expect([wrong, isTaken({ endpoint: wrong })]).toEqual([wrong, false]);
  expect(isTaken({ keys: { ...keys, auth: keys.p256dh } })).toBe(false);
  expect(isTaken({ keys: { ...keys, p256dh: "not base64url!" } })).toBe(false);
});

it("makes its keys once, whoever asks first, and keeps them sealed", async () => {
  await office.db.setting.deleteMany({ where: { key: "push.keys" } });
  const pairs = await Promise.all([vapidKeys(), vapidKeys(), vapidKeys()]);
  expect(new Set(pairs.map(({ privateKey }) => privateKey)).size).toBe(1);
  expect(isSealed((await readSetting("push.keys"))!)).toBe(true);
});
