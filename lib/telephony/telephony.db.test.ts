/** From a provider's frame to the database and back, with the simulator over a real socket. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { configSlot } from "#lib/config";
import { saveConnection } from "#lib/connections/save-connection";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { startSimulator, type Simulator } from "#lib/providers/prostie-zvonki/simulator";
import { encodeFrame } from "#lib/providers/prostie-zvonki/wire";
import { log } from "#lib/log";
import { saveExtensions } from "#lib/users/save-extensions";
import { closeLostCalls } from "./close-lost-calls";
import { createDispatcher } from "./dispatcher";
import { createSupervisor, type Supervisor } from "./supervisor";

let test: TestDatabase;
let pbx: Simulator;
let supervisor: Supervisor;
let connectionId: string;
let olena: string;
const published: string[] = [];
const eventually = { timeout: 8_000, interval: 20 };
const publishCall = async (callId: string) => void published.push(callId);

beforeAll(async () => {
  test = await createTestDatabase();
  configSlot.set({ secret: "a secret of at least thirty-two characters" } as never);
  const person = { name: "Olena", role: "sales", passwordHash: "-" };
  olena = (await test.db.user.create({ data: { email: "olena@x.test", ...person } })).id;
});
afterAll(() => test.close());

beforeEach(async () => {
  published.length = 0;
  await test.db.call.deleteMany();
  await test.db.inboxMessage.deleteMany();
  pbx = await startSimulator({ port: 0, host: "127.0.0.1", password: "p" });
  const saved = await saveConnection({
    slug: "office",
    provider: "prostie-zvonki",
    name: "Office",
    enabled: true,
    settings: { url: pbx.url, password: "p" },
  });
  connectionId = saved.id;
  await saveExtensions(olena, { [connectionId]: "101" });
  supervisor = createSupervisor({
    log: log(),
    installation: "test",
    publishCall,
    publishConnection: () => undefined,
  });
  await supervisor.startAll();
  await online();
});
afterEach(async () => {
  await supervisor.stopAll();
  await pbx.close();
});

const online = () =>
  vi.waitFor(async () => {
    expect((await supervisor.views())[0]?.state).toBe("online");
  }, eventually);
const calls = () =>
  test.db.call.findMany({ include: { legs: true }, orderBy: { startedAt: "asc" } });
const inbox = () => test.db.inboxMessage.findMany({ orderBy: { id: "asc" } });
const settled = (count: number) =>
  vi.waitFor(async () => {
    const rows = await inbox();
    expect(rows).toHaveLength(count);
    expect(rows.every((row) => row.status !== "received")).toBe(true);
  }, eventually);

describe("an incoming call", () => {
  it("is one row from its first ring to its end, told after each change", async () => {
    const callID = pbx.generate({ type: "2", from: "83430112233", to: "101", line: "2" });
    pbx.generate({ type: "2", callID, from: "83430112233", to: "102", line: "2" });
    pbx.generate({ type: "32", callID, from: "83430112233", to: "101" });
    pbx.generate({
      type: "4",
      callID,
      from: "83430112233",
      to: "101",
      direction: "0",
      duration: "7",
    });
    await settled(4);
    const [call, ...others] = await calls();
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      externalId: callID,
      clientE164: "+73430112233",
      state: "ended",
      disposition: "answered",
      talkSeconds: 7,
      version: 4,
    });
    const legs = call!.legs.map((leg) => [leg.extension, leg.state, leg.userId]).sort();
    expect(legs).toEqual([
      ["101", "ended", olena],
      ["102", "missed", null],
    ]);
    await vi.waitFor(() => expect(published).toEqual(Array(4).fill(call!.id)), eventually);
  });

  it("repeated, changes nothing and is told once", async () => {
    const event = { type: "2", callID: "77", from: "83430112233", to: "101" };
    for (let n = 0; n < 5; n++) pbx.generate(event);
    await settled(5);
    expect(await calls()).toHaveLength(1);
    await vi.waitFor(() => expect(published).toHaveLength(1), eventually);
  });

  it("finds its one contact; of several, none is chosen", async () => {
    const named = (name: string, e164: string) =>
      test.db.contact.create({
        data: {
          name,
          searchText: name,
          numbers: { create: { raw: e164, e164, digits: e164.slice(1) } },
        },
      });
    const one = await named("Аркадий", "+73430112233");
    await named("Мария", "+74950177788");
    await named("Пётр", "+74950177788");
    pbx.generate({ type: "2", callID: "1", from: "73430112233", to: "101" });
    pbx.generate({ type: "2", callID: "2", from: "84950177788", to: "101" });
    pbx.generate({ type: "2", callID: "3", from: "101", to: "101" });
    await settled(3);
    const found = Object.fromEntries(
      (await calls()).map((call) => [call.externalId, call.contactId]),
    );
    expect(found).toEqual({ "1": one.id, "2": null, "3": null });
  });
});

it("sets aside what nobody can read, with its reason, and holds up nothing else", async () => {
  pbx.sendRaw("garbage!");
  pbx.sendRaw(encodeFrame(`<Event type="3" callID="1" from="1" to="2"/>`, "base64"));
  pbx.generate({ type: "2", callID: "5", from: "83430112233", to: "101" });
  await settled(3);
  expect((await inbox()).map((row) => [row.status, row.reason])).toEqual([
    ["refused", "frame: is not base64"],
    ["refused", "type: unknown event type 3"],
    ["applied", null],
  ]);
  expect(await calls()).toHaveLength(1);
});

it("applies at the next start what was accepted and not applied", async () => {
  await supervisor.stopAll();
  const raw = `<Event type="2" callID="808" from="83430112233" to="101"/>`;
  await test.db.inboxMessage.create({ data: { connectionId, key: "left over", raw } });
  await supervisor.startAll();
  await settled(1);
  expect((await calls()).map((call) => call.externalId)).toEqual(["808"]);
});

describe("a clicked number", () => {
  const dispatch = (number: string) =>
    createDispatcher({ supervisor, log: log(), publishCall }).placeCall({ userId: olena, number });

  it("is dialling at once, and the provider's events are the same call", async () => {
    expect(await dispatch("+7 (343) 0112233")).toMatchObject({ ok: true });
    expect((await calls())[0]).toMatchObject({
      state: "dialling",
      externalId: null,
      requestedById: olena,
    });
    pbx.generate({ type: "8", callID: "99", from: "101", to: "73430112233" });
    pbx.generate({ type: "16", callID: "99", from: "101", to: "73430112233" });
    await settled(2);
    const all = await calls();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ state: "active", externalId: "99" });
  });

  it("clicked twice, is dialled once", async () => {
    const [first, second] = [await dispatch("+73430112233"), await dispatch("+73430112233")];
    expect(first).toEqual(second);
    expect(await calls()).toHaveLength(1);
  });

  it("refused, ends with the provider's words", async () => {
    pbx.refuseCalls("Extension 101 is busy");
    expect(await dispatch("+73430112233")).toMatchObject({
      ok: false,
      code: "refused",
      message: "Extension 101 is busy",
    });
    expect((await calls())[0]).toMatchObject({ state: "ended", failure: "Extension 101 is busy" });
  });

  it.each(["*21*79001112233#", "101; DROP", "", "12\n34"])("never dials %j", async (number) => {
    expect(await dispatch(number)).toMatchObject({ ok: false, code: "not-dialable" });
    expect(await calls()).toEqual([]);
  });

  it("that the provider never speaks of is closed after its time", async () => {
    await dispatch("+73430112233");
    expect(await closeLostCalls(new Date(Date.now() + 30_000))).toEqual([]);
    expect(await closeLostCalls(new Date(Date.now() + 70_000))).toHaveLength(1);
    expect((await calls())[0]).toMatchObject({ state: "ended", failure: "no-end-received" });
  });
});

it("stores passwords sealed, and never shows them", async () => {
  const { settings } = await test.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  const stored = JSON.parse(settings) as { password: string };
  expect(stored.password).toMatch(/^ey/);
  expect(JSON.stringify(await supervisor.views())).not.toContain('"p"');
});
