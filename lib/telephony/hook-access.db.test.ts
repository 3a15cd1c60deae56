/** Evrotel's hook over real HTTP: two tokens during a change, and the addresses it is accepted from. */
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ActionError } from "#lib/auth/action-error";
import { log } from "#lib/base/log";
import {
  endFormerToken,
  hookAccessView,
  renewHookToken,
  setHookNetworks,
} from "#lib/connections/hook-access";
import { createConnection, updateConnection } from "#lib/connections/manage-connections";
import { saveConnection } from "#lib/connections/save-connection";
import { openSettings } from "#lib/connections/settings";
import { evrotel } from "#lib/providers/evrotel/adapter";
import { hookReceiver } from "#lib/server/ports";
import { eventually } from "#lib/testing/kit/eventually";
import { openDoor } from "#lib/testing/kit/door";
import { openOffice } from "#lib/testing/kit/office";
import { testRuntime } from "#lib/testing/kit/runtime";
import { nobody } from "#lib/testing/kit/telephony";
import { createIngest } from "./ingest";
import { createWebhookReceiver } from "./receive-webhook";

const { db } = await openOffice({ connections: {} });
const ingest = createIngest({ log: log(), audience: nobody });
const first = "the-first-token-of-all";
const form = (token: string) => ({
  values: { token, billcode: "20558", country: "UA", timeZone: "Europe/Kyiv" },
  cleared: [],
});
const { id } = await createConnection({
  provider: "evrotel",
  name: "Kyiv",
  slug: "kyiv",
  enabled: true,
  settings: form(first),
});

/** As the supervisor starts it anew after each change. */
async function runtime() {
  const row = await db.connection.findUniqueOrThrow({ where: { id } });
  const source = { connectionId: id, slug: "kyiv", country: "UA" };
  return testRuntime(source, evrotel, await openSettings(row));
}
let running = await runtime();
hookReceiver.fill({
  receive: createWebhookReceiver({ runtimeOf: () => running, ingest }),
  turnedAway: () => undefined,
  storageFails: ingest.fails,
});
const door = await openDoor({ trustedProxies: ["127.0.0.1"] });
afterAll(async () => {
  door.close();
  await ingest.close();
  hookReceiver.clear();
});

let calls = 0;
/** @returns the status of the answer to one message */
async function post(token: string, from = "198.51.100.9"): Promise<number> {
  const body = new URLSearchParams({
    callstatus: "start",
    calldate: "2026-11-01 10:00:00",
    direction: "i",
    numberA: `04400002${String(++calls).padStart(2, "0")}`,
    numberB: "101",
  });
  const headers = { authorization: token, "x-forwarded-for": from };
  return (await fetch(`${door.url}/api/hooks/kyiv`, { method: "POST", headers, body })).status;
}
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 }));
afterAll(() => void vi.useRealTimers());

describe("the token", () => {
  it("is made by us, and the former one is valid until it is ended", async () => {
    expect(await post(first)).toBe(200);
    const second = await renewHookToken(id);
    expect(second).toMatch(/^[\w-]{32}$/);
    running = await runtime();
    expect(await hookAccessView(id)).toMatchObject({ formerUsedAt: null, isWeak: false });
    expect([await post(second), await post(first)]).toEqual([200, 200]);
    expect(await hookAccessView(id)).toMatchObject({
      formerUntil: expect.any(String),
      formerUsedAt: expect.any(String),
    });
    expect(await post("neither of the two tokens")).toBe(403);
    await endFormerToken(id);
    expect([await post(second), await post(first)]).toEqual([200, 403]);
    expect(await hookAccessView(id)).toMatchObject({ formerUntil: null });
    const events = await db.auditEntry.findMany({ orderBy: { id: "asc" } });
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["connection.token-renewed", "connection.token-ended"]),
    );
    expect(JSON.stringify(events)).not.toContain(second);
    expect(JSON.stringify(await db.hookAccess.findMany())).not.toContain(first);
  });

  it("that is typed anew leaves the former one valid for a week", async () => {
    const before = await renewHookToken(id);
    await endFormerToken(id);
    await updateConnection(id, { name: "Kyiv", settings: form("typed-at-the-provider") });
    running = await runtime();
    expect([await post("typed-at-the-provider"), await post(before)]).toEqual([200, 200]);
    vi.setSystemTime(Date.now() + 7 * 24 * 3_600_000 + 60_000);
    expect([await post("typed-at-the-provider"), await post(before)]).toEqual([200, 403]);
  });

  it("is refused when it is short and new, and weak when it is short and stored", async () => {
    const short = updateConnection(id, { name: "Kyiv", settings: form("fifteen-letters") });
    await expect(short).rejects.toMatchObject(
      new ActionError("invalid", { fields: { "settings.token": "tokenShort" } }),
    );
    // As it was saved before there was such a rule, or by a provisioning file.
    const settings = await openSettings(await db.connection.findUniqueOrThrow({ where: { id } }));
    const kept = { slug: "kyiv", provider: "evrotel", name: "Kyiv", enabled: true };
    await saveConnection({ ...kept, settings: { ...settings, token: "short" } });
    expect(await hookAccessView(id)).toMatchObject({ isWeak: true });
    running = await runtime();
    expect(await post("short")).toBe(200);
    await updateConnection(id, { name: "Kyiv again", settings: form("short") });
  });
});

describe("the addresses", () => {
  it("turn others away before their token, and name the last one", async () => {
    await updateConnection(id, { name: "Kyiv", settings: form("typed-at-the-provider") });
    running = await runtime();
    await setHookNetworks(id, "203.0.113.0/24\n2001:db8::/32");
    const token = "typed-at-the-provider";
    expect(await post(token, "203.0.113.7")).toBe(200);
    expect(await post(token, "2001:db8::7")).toBe(200);
    expect(await post(token, "198.51.100.9")).toBe(403);
    const view = await hookAccessView(id);
    expect(view).toMatchObject({
      networks: "203.0.113.0/24, 2001:db8::/32",
      refused: { address: "198.51.100.9" },
    });
    const refused = { event: "refused.hook", address: "198.51.100.9" };
    await vi.waitFor(
      async () => expect(await db.auditEntry.count({ where: refused })).toBeGreaterThan(0),
      eventually,
    );
    await setHookNetworks(id, `${view!.networks}, ${view!.refused!.address}`);
    expect(await post(token, "198.51.100.9")).toBe(200);
    await setHookNetworks(id, "");
    expect(await post(token, "192.0.2.1")).toBe(200);
  });

  it("are addresses or networks", async () => {
    await expect(setHookNetworks(id, "pbx.example")).rejects.toMatchObject({ code: "invalid" });
  });
});
