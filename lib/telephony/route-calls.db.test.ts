/** Smart transfer over a real socket: who gets a call that asks, why, how often, and how quickly. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readRouting } from "#lib/calls/view";
import { addContact, addPerson, openOffice } from "#lib/testing/kit/office";
import { log } from "#lib/base/log";
import { nobody, openTelephony, type OpenTelephony } from "#lib/testing/kit/telephony";
import { createCallRouter, type CallRouter } from "./route-calls";
import { eventually } from "#lib/testing/kit/eventually";
import { linkCommandsOf } from "#lib/testing/kit/link-commands";

const { db } = await openOffice({ connections: {} });
let office: OpenTelephony;
let router: CallRouter;
let olena: string;
const client = { raw: "73430112233", e164: "+73430112233" };

afterEach(async () => {
  await office.close();
  await router.idle();
});

async function open(settings: Record<string, unknown>) {
  await db.connection.deleteMany();
  await db.contact.deleteMany();
  await db.user.deleteMany();
  office = await openTelephony({
    settings,
    audience: { others: ({ asking }) => router.route(asking) },
  });
  router = createCallRouter(routing());
  olena = await addPerson("olena", { [office.connectionId]: "101" });
}

function routing() {
  const runtimes = office.supervisor;
  return { runtimes, linkCommands: linkCommandsOf(runtimes), log: log(), audience: nobody };
}

const transfers = () => office.pbxLog.filter(({ line }) => line.startsWith("Transfer"));
const callAt = (externalId: string) =>
  db.call.findFirstOrThrow({ where: { externalId }, omit: { told: true } });
const arrive = (from = client.raw) => office.pbx.generate({ type: "1", from });
const routed = (externalId: string) =>
  vi.waitFor(async () => {
    const { routing } = await callAt(externalId);
    expect(routing).not.toBeNull();
    return readRouting(routing)!;
  }, eventually);
const sentTo = (callID: string, to: string) =>
  vi.waitFor(
    () =>
      expect(transfers().map(({ line }) => line)).toContain(
        `Transfer Event: callID = ${callID}, to = ${to}`,
      ),
    eventually,
  );

describe("with a fallback", () => {
  beforeEach(() => open({ smartTransfer: true, fallbackExtension: "200" }));
  const fallsBack = async (reason: string, from?: string) => {
    const callID = arrive(from);
    expect(await routed(callID)).toEqual({ extension: "200", reason, failure: null });
    await sentTo(callID, "200");
  };

  it("sends a client to their owner", async () => {
    await addContact("Аркадий", client.e164, olena);
    const callID = arrive("83430112233");
    expect(await routed(callID)).toEqual({ extension: "101", reason: "owner", failure: null });
    await sentTo(callID, "101");
    expect(await callAt(callID)).toMatchObject({ state: "ringing", direction: "incoming" });
  });

  it("sends strangers, and clients nobody owns, to the fallback", async () => {
    await fallsBack("unknown-client");
    await addContact("Борис", "+73430112244");
    await fallsBack("no-owner", "73430112244");
  });

  it("chooses nobody where a number's contacts have several owners", async () => {
    await addContact("Мария", client.e164, olena);
    await addContact("Пётр", client.e164, olena);
    const callID = arrive();
    expect(await routed(callID)).toMatchObject({ extension: "101", reason: "owner" });
    const end = { callID, from: client.raw, to: "101", direction: "0", duration: "0" };
    office.pbx.generate({ type: "4", ...end });
    await vi.waitFor(async () => expect((await callAt(callID)).state).toBe("ended"), eventually);

    await addContact("Ира", client.e164, await addPerson("ivan", { [office.connectionId]: "102" }));
    await fallsBack("several-owners");
  });

  it.each([
    ["owner-away", { extension: { away: true } }],
    ["owner-do-not-disturb", { user: { doNotDisturb: true } }],
    ["owner-disabled", { user: { disabledAt: new Date() } }],
  ])("does not send to an owner who is not there: %s", async (reason, change) => {
    await addContact("Аркадий", client.e164, olena);
    const { user = {}, extension = {} } = change as { user?: object; extension?: object };
    await db.user.update({ where: { id: olena }, data: user });
    await db.extension.updateMany({ where: { userId: olena }, data: extension });
    await fallsBack(reason);
  });

  it("nor to one whose telephone is elsewhere", async () => {
    await addContact("Аркадий", client.e164, await addPerson("ivan"));
    await fallsBack("owner-elsewhere");
  });

  it("nor to one who is on the telephone, or about to be", async () => {
    await addContact("Аркадий", client.e164, olena);
    const first = arrive();
    expect(await routed(first)).toMatchObject({ reason: "owner" });
    await fallsBack("owner-busy");

    const parties = { from: client.raw, to: "101" };
    office.pbx.generate({ type: "2", callID: first, ...parties });
    office.pbx.generate({ type: "32", callID: first, ...parties });
    await vi.waitFor(async () => expect((await callAt(first)).state).toBe("active"), eventually);
    await fallsBack("owner-busy");
    office.pbx.generate({ type: "4", callID: first, ...parties, direction: "0", duration: "3" });
    await vi.waitFor(async () => expect((await callAt(first)).state).toBe("ended"), eventually);
    expect(await routed(arrive())).toMatchObject({ extension: "101", reason: "owner" });
  });

  it("once, however often it asks, and not again after a crash or beside another copy", async () => {
    await addContact("Аркадий", client.e164, olena);
    const callID = arrive();
    await sentTo(callID, "101");
    // Decided anew, it would go elsewhere.
    await db.user.update({ where: { id: olena }, data: { doNotDisturb: true } });
    for (let n = 0; n < 3; n++) office.pbx.generate({ type: "1", callID, from: client.raw });
    await vi.waitFor(async () => {
      expect(await db.inboxMessage.count({ where: { status: "applied" } })).toBe(4);
    }, eventually);
    const rows = await db.inboxMessage.findMany({ orderBy: { id: "asc" } });
    const { source } = office.supervisor.runtime(office.connectionId)!;
    await db.inboxMessage.updateMany({ data: { status: "received" } });
    office.ingest.reapply(source, rows);
    const others = [createCallRouter(routing()), createCallRouter(routing())];
    const second = { source, externalId: "4711" };
    const event = { type: "1", callID: second.externalId, from: "79990000000" };
    office.pbx.generate(event);
    for (const other of others) other.route([{ source, externalId: callID }, second]);
    await routed(second.externalId);
    for (const other of others) other.route([second]);
    await office.ingest.idle();
    await Promise.all([router, ...others].map((router) => router.idle()));
    expect(
      transfers()
        .map(({ line }) => line)
        .sort(),
    ).toEqual(
      [
        `Transfer Event: callID = ${callID}, to = 101`,
        `Transfer Event: callID = ${second.externalId}, to = 200`,
      ].sort(),
    );
  });

  it("leaves alone what is history, and what rings already", async () => {
    await addContact("Аркадий", client.e164, olena);
    office.pbx.generate({ type: "1", callID: "1", from: client.raw, missed: "1" });
    office.pbx.generate({ type: "2", callID: "2", from: client.raw, to: "102" });
    office.pbx.generate({ type: "1", callID: "2", from: client.raw });
    const last = arrive("79990000000");
    await sentTo(last, "200");
    await router.idle();
    expect(transfers()).toHaveLength(1);
    expect((await callAt("2")).routing).toBeNull();
  });

  it("keeps the provider's words when it does not do it", async () => {
    office.pbx.refuseCommands("There is no extension 200");
    const callID = arrive();
    await vi.waitFor(async () => {
      expect(readRouting((await callAt(callID)).routing)).toEqual({
        extension: "200",
        reason: "unknown-client",
        failure: "There is no extension 200",
      });
    }, eventually);
  });

  // Machines are shared: the middle one is printed, and the quickest shows what the way itself costs.
  it("decides in a moment", { retry: 2 }, async () => {
    await addContact("Аркадий", client.e164, olena);
    const times: number[] = [];
    for (let n = 0; n < 20; n++) {
      const seen = transfers().length;
      const startedAt = performance.now();
      const callID = arrive();
      await vi.waitFor(() => expect(transfers()).toHaveLength(seen + 1), eventually);
      times.push(transfers().at(-1)!.at - startedAt);
      const end = { callID, from: client.raw, to: "101", direction: "0", duration: "0" };
      office.pbx.generate({ type: "4", ...end });
      await vi.waitFor(async () => expect((await callAt(callID)).state).toBe("ended"), eventually);
    }
    const sorted = times.sort((a, b) => a - b).map((time) => Math.round(time * 10) / 10);
    const [quickest = Infinity, median = Infinity] = [sorted[0], sorted[10]];
    process.stdout.write(`question to Transfer, ms: p50 ${median}, quickest ${quickest}\n`);
    expect(quickest).toBeLessThan(50);
    expect(median).toBeLessThan(1_000);
  });
});

it("without a fallback leaves the call to the PBX, and says why", async () => {
  await open({ smartTransfer: true });
  const callID = arrive();
  expect(await routed(callID)).toEqual({
    extension: null,
    reason: "unknown-client",
    failure: null,
  });
  await router.idle();
  expect(transfers()).toEqual([]);
});

it("switched off, decides nothing", async () => {
  await open({});
  await addContact("Аркадий", client.e164, olena);
  const callID = arrive();
  await vi.waitFor(() => callAt(callID), eventually);
  await office.ingest.idle();
  await router.idle();
  expect((await callAt(callID)).routing).toBeNull();
  expect(transfers()).toEqual([]);
});
