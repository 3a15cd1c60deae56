/** Any PBX through the real hooks door, down to the calls in the database; and the token with its former one. */
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { openDoor } from "#lib/testing/kit/door";
import { testRuntime } from "#lib/testing/kit/runtime";
import { log } from "#lib/base/log";
import { hookAccessView, renewHookToken } from "#lib/connections/hook-access";
import { validFormSettings } from "#lib/connections/form-settings";
import { openSettings, sealSettings } from "#lib/connections/settings";
import { generic } from "#lib/providers/generic/adapter";
import { startSimulator } from "#lib/providers/generic/simulator";
import { isHookToken, newHookToken } from "#lib/providers/generic/token";
import { createIngest } from "#lib/telephony/ingest";
import { createWebhookReceiver } from "#lib/telephony/receive-webhook";
import { hookReceiver } from "./ports";
import { nobody } from "#lib/testing/kit/telephony";

const { db, connections } = await openOffice({
  connections: { kyiv: { provider: "generic", country: "UA" } },
});
const pbx = await startSimulator({ port: 0 });
const ingest = createIngest({ log: log(), audience: nobody });
const runtime = testRuntime(connections.kyiv, generic, generic.settings.parse(pbx.settings));
let isOn = true;
hookReceiver.fill({
  receive: createWebhookReceiver({
    runtimeOf: (slug) => (slug === "kyiv" && isOn ? runtime : undefined),
    ingest,
  }),
  turnedAway: () => undefined,
  storageFails: ingest.fails,
});
const door = await openDoor();
const url = `${door.url}/api/hooks/kyiv`;
pbx.sendHooksTo(url);

afterAll(async () => {
  await pbx.close();
  door.close();
  await ingest.close();
  hookReceiver.clear();
});
beforeEach(async () => {
  await ingest.idle();
  await db.call.deleteMany();
  await db.inboxMessage.deleteMany();
});

const ringing = {
  type: "ringing",
  call: "7",
  direction: "incoming",
  from: "0440000201",
  to: "+380440000100",
  extensions: ["101", "102"],
} as const;
const post = (event: unknown, how: Parameters<typeof pbx.hooks.post>[1] = {}) =>
  pbx.hooks.post(JSON.stringify(event), how);
async function calls() {
  await ingest.idle();
  const legs = { orderBy: { extension: "asc" } } as const;
  return db.call.findMany({ include: { legs }, orderBy: { startedAt: "asc" } });
}

it("asks to send again while it is switched off; an address that was never one is no hook", async () => {
  isOn = false;
  const off = await fetch(url, { method: "POST", body: JSON.stringify(ringing) });
  isOn = true;
  expect([off.status, off.headers.get("retry-after")]).toEqual([503, "60"]);
  expect(await off.json()).toMatchObject({ error: { code: "switched_off" } });
  const none = await fetch(url.replace("kyiv", "lviv"), { method: "POST", body: "{}" });
  expect(none.status).toBe(404);
});

it("makes a call of its events, to the recording that comes last", async () => {
  const about = { call: "7", direction: "incoming" };
  await post(ringing);
  expect(await calls()).toMatchObject([
    {
      externalId: "7",
      state: "ringing",
      clientE164: "+380440000201",
      trunk: "+380440000100",
      legs: [{ extension: "101" }, { extension: "102" }],
    },
  ]);
  await post({ type: "answered", ...about, extension: "102" });
  await post({
    type: "ended",
    ...about,
    extension: "102",
    disposition: "answered",
    talkSeconds: 42,
  });
  await post({ type: "recording", call: "7", recording: "2026/7.wav" });
  expect(await calls()).toMatchObject([
    {
      state: "ended",
      disposition: "answered",
      talkSeconds: 42,
      recordingUrl: "2026/7.wav",
      legs: [
        { extension: "101", state: "missed" },
        { extension: "102", state: "ended" },
      ],
    },
  ]);
});

it("takes a message that is sent ten times at once for one", async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => post(ringing, { id: "msg_same" })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await db.inboxMessage.count()).toBe(1);
  expect(await calls()).toHaveLength(1);
});

it("makes no call of a recording nobody knows", async () => {
  expect((await post({ type: "recording", call: "9", recording: "9.wav" })).status).toBe(200);
  expect(await calls()).toEqual([]);
});

it("names the field and what is expected, and keeps it for the administrator", async () => {
  const { status, text } = await post({ ...ringing, direction: "in" });
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({
    error: {
      code: "unreadable",
      message: "must be incoming, outgoing or internal",
      field: "direction",
    },
  });
  expect(await db.inboxMessage.findMany()).toMatchObject([
    { status: "refused", reason: "direction: must be incoming, outgoing or internal" },
  ]);
});

it("tells the history of a call that was told live as the same call, and of others as theirs", async () => {
  const call = { direction: "incoming", client: "+380440000203", extensions: ["101"] } as const;
  await pbx.calls.play({ ...call, answeredBy: "101", rings: 5, talks: 5 });
  const [live] = await calls();
  pbx.calls.addPast({
    type: "ended",
    call: "missed-while-off",
    direction: "incoming",
    from: "+380440000204",
    disposition: "no-answer",
    startedAt: new Date(Date.now() - 60_000).toISOString(),
    endedAt: new Date(Date.now() - 30_000).toISOString(),
  });
  const { settings, log: own, abort, source } = runtime;
  for (let reading = 0; reading < 2; reading++) {
    const to = new Date(Date.now() + 1_000);
    const range = { from: new Date(to.getTime() - 600_000), to };
    const ctx = { settings, log: own, signal: abort.signal, fetch, now: () => new Date() };
    for await (const batch of generic.backfill!(range, ctx as never)) {
      await ingest.accept(source, batch);
    }
  }
  const all = await calls();
  expect(all.map(({ externalId }) => externalId).sort()).toEqual(
    [live!.externalId, "missed-while-off"].sort(),
  );
  expect(all.find(({ id }) => id === live!.id)).toMatchObject({ state: "ended", replayed: false });
});

describe("the token", () => {
  it("is made in the form that libraries of Standard Webhooks take, and the former goes on for a while", async () => {
    const row = await db.connection.findUniqueOrThrow({ where: { slug: "kyiv" } });
    const settings = await sealSettings(
      row,
      generic.settings.parse({ token: pbx.token }) as Record<string, unknown>,
    );
    await db.connection.update({ where: { id: row.id }, data: { settings } });
    const token = await renewHookToken(row.id);
    expect(isHookToken(token)).toBe(true);
    const changed = await db.connection.findUniqueOrThrow({ where: { id: row.id } });
    expect(await openSettings(changed)).toMatchObject({ token });
    expect(changed.settings).not.toContain(token);
    runtime.settings = generic.settings.parse({ ...pbx.settings, token });
    expect(await hookAccessView(row.id)).toMatchObject({ isMissing: false, isShared: false });
    const statuses = [pbx.token, token, newHookToken()].map(
      async (one) => (await post(ringing, { token: one })).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 401]);
  });

  it("that is missing is told on the connection's page, and lets nobody in", async () => {
    const { id } = await db.connection.create({
      data: { slug: "new", provider: "generic", name: "New", settings: '{"country":"UA"}' },
    });
    expect(await hookAccessView(id)).toMatchObject({ hasToken: true, isMissing: true });
  });
});

const refusing = (fields: Record<string, string>) =>
  expect.objectContaining({ details: { fields } }) as Error;

describe("the form", () => {
  const values = { callUrl: "https://pbx.example/call?to={number}&k={secret}", signed: "on" };
  const form = (more: object, cleared: string[] = []) => ({
    values: { ...values, ...more },
    cleared,
  });
  const stored = generic.settings.parse({
    ...values,
    signed: true,
    token: pbx.token,
    apiSecret: "s3",
  });

  it("asks for the secret again where requests go to another server, not for the token", () => {
    const callUrl = "https://other.example/call?to={number}&k={secret}";
    const moved = () => validFormSettings("generic", form({ callUrl }), stored as never);
    expect(moved).toThrow(refusing({ "settings.apiSecret": "retype" }));
    const typed = form({ callUrl, apiSecret: "s4" });
    expect(validFormSettings("generic", typed, stored as never)).toMatchObject({
      callUrl,
      apiSecret: "s4",
      token: pbx.token,
    });
  });

  it("names the fields that don't fit each other", () => {
    const wrong = (more: object) => () => validFormSettings("generic", form(more));
    const fields = (name: string) =>
      refusing({ [`settings.${name}`]: expect.any(String) as string });
    expect(wrong({})).toThrow(fields("apiSecret"));
    expect(wrong({ apiSecret: "x", callMethod: "GET", callBody: "a={number}" })).toThrow(
      fields("callBody"),
    );
    expect(validFormSettings("generic", { values: {}, cleared: [] })).toMatchObject({
      signed: false,
      token: "",
    });
  });
});
