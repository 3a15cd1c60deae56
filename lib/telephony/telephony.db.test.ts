/** From a provider's frame to the database, with the simulator over a real socket. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noEndReceived } from "#lib/calls/call-record";
import { encodeFrame } from "#lib/providers/prostie-zvonki/wire";
import { closeLostCalls } from "./close-lost-calls";
import { saveConnection } from "#lib/connections/save-connection";
import { startTcpProxy } from "#lib/testing/kit/tcp-proxy";
import { prepareTelephony } from "#lib/testing/kit/telephony";
import { eventually } from "#lib/testing/kit/eventually";

const office = await prepareTelephony();
beforeEach(() => office.open());
afterEach(() => office.close());

describe("an incoming call", () => {
  it("is one row from its first ring to its end, told after each change", async () => {
    const callID = office.pbx.generate({ type: "2", from: "83430112233", to: "101", line: "2" });
    office.pbx.generate({ type: "2", callID, from: "83430112233", to: "102", line: "2" });
    office.pbx.generate({ type: "32", callID, from: "83430112233", to: "101" });
    office.pbx.generate({
      type: "4",
      callID,
      from: "83430112233",
      to: "101",
      direction: "0",
      duration: "7",
    });
    await office.settled(4);
    const [call, ...others] = await office.calls();
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      externalId: callID,
      clientE164: "+73430112233",
      state: "ended",
      disposition: "answered",
      talkSeconds: 7,
    });
    const legs = call!.legs.map((leg) => [leg.extension, leg.state, leg.userId]).sort();
    expect(legs).toEqual([
      ["101", "ended", office.olena],
      ["102", "missed", null],
    ]);
    // Told after each commit; what came in one commit is told once.
    await vi.waitFor(() => expect(office.published).toHaveLength(call!.version), eventually);
    expect(new Set(office.published)).toEqual(new Set([call!.id]));
  });

  it("repeated, changes nothing and is told once", async () => {
    const event = { type: "2", callID: "77", from: "83430112233", to: "101" };
    for (let n = 0; n < 5; n++) office.pbx.generate(event);
    await office.settled(5);
    expect(await office.calls()).toHaveLength(1);
    await vi.waitFor(() => expect(office.published).toHaveLength(1), eventually);
  });

  it("finds its one contact; of several, none is chosen", async () => {
    const named = (name: string, e164: string) =>
      office.db.contact.create({
        data: {
          name,
          searchText: name,
          numbers: { create: { raw: e164, e164, digits: e164.slice(1) } },
        },
      });
    const one = await named("Аркадий", "+73430112233");
    await named("Мария", "+74950177788");
    await named("Пётр", "+74950177788");
    office.pbx.generate({ type: "2", callID: "1", from: "73430112233", to: "101" });
    office.pbx.generate({ type: "2", callID: "2", from: "84950177788", to: "101" });
    office.pbx.generate({ type: "2", callID: "3", from: "101", to: "101" });
    await office.settled(3);
    const found = Object.fromEntries(
      (await office.calls()).map((call) => [call.externalId, call.contactId]),
    );
    expect(found).toEqual({ "1": one.id, "2": null, "3": null });
  });
});

it("sets aside what nobody can read, with its reason, and holds up nothing else", async () => {
  office.pbx.sendRaw("garbage!");
  office.pbx.sendRaw(encodeFrame(`<Event type="3" callID="1" from="1" to="2"/>`, "base64"));
  office.pbx.generate({ type: "2", callID: "5", from: "83430112233", to: "101" });
  await office.settled(3);
  expect((await office.inbox()).map((row) => [row.status, row.reason])).toEqual([
    ["refused", "frame: is not base64"],
    ["refused", "type: unknown event type 3"],
    ["applied", null],
  ]);
  expect(await office.calls()).toHaveLength(1);
});

it("hears out a link that it closes: what the PBX says until it has closed it, too, is kept", async () => {
  const wire = await startTcpProxy({ port: Number(new URL(office.pbx.url).port) });
  const settings = { url: `ws://127.0.0.1:${wire.port}`, password: "p" };
  const row = { slug: "office", provider: "prostie-zvonki", name: "Office", enabled: true };
  await saveConnection({ ...row, settings });
  await office.supervisor.apply(office.connectionId);
  await vi.waitFor(async () => {
    expect((await office.supervisor.views())[0]?.state).toBe("online");
  }, eventually);
  const latency = 150;
  wire.become({ latency });
  const began = performance.now();
  const stopped = office.supervisor.stopAll();
  office.pbx.generate({ type: "2", callID: "909", from: "83430112233", to: "101" });
  await stopped;
  expect(performance.now() - began).toBeGreaterThan(2 * latency - 10);
  await office.settled(1);
  await wire.close();
});

it("applies at the next start what was accepted and not applied", async () => {
  await office.supervisor.stopAll();
  const raw = `<Event type="2" callID="808" from="83430112233" to="101"/>`;
  await office.db.inboxMessage.create({
    data: { connectionId: office.connectionId, key: "left over", raw },
  });
  await office.supervisor.startAll();
  await office.settled(1);
  expect((await office.calls()).map((call) => call.externalId)).toEqual(["808"]);
});

describe("a call whose end never comes", () => {
  const afterMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  it("stops ringing soon when its telephones are silent, and rings again at the next", async () => {
    const ring = (to: string) =>
      office.pbx.generate({ type: "2", callID: "77", from: "83430112233", to });
    const history = (to: string) =>
      office.pbx.generate({
        type: "4",
        callID: "77",
        from: "83430112233",
        to,
        direction: "0",
        start: "1378913389",
        end: "1378913592",
        duration: "0",
      });
    ring("101");
    ring("102");
    history("101");
    await office.settled(3);
    expect(await closeLostCalls(afterMinutes(0.5))).toEqual([]);
    expect(await closeLostCalls(afterMinutes(1.5))).toHaveLength(1);
    expect((await office.calls())[0]).toMatchObject({ state: "ended", disposition: "no-answer" });
  });

  it("stops ringing after its provider's limit, marked, and is corrected by a late end", async () => {
    office.pbx.generate({ type: "2", callID: "9", from: "83430112233", to: "101" });
    await office.settled(1);
    expect(await closeLostCalls(afterMinutes(4))).toEqual([]);
    expect(await closeLostCalls(afterMinutes(6))).toHaveLength(1);
    expect(await closeLostCalls(afterMinutes(6))).toEqual([]);
    expect((await office.calls())[0]).toMatchObject({ state: "ended", failure: noEndReceived });

    const end = { callID: "9", from: "83430112233", to: "101", direction: "0" };
    office.pbx.generate({
      type: "4",
      ...end,
      start: "1378913389",
      end: "1378913592",
      duration: "123",
    });
    await office.settled(2);
    expect((await office.calls())[0]).toMatchObject({
      state: "ended",
      disposition: "answered",
      failure: null,
      clientCard: null,
      talkSeconds: 123,
    });
  });

  it("talks on for hours, and then for a time nobody knows", async () => {
    office.pbx.generate({ type: "32", callID: "10", from: "83430112233", to: "101" });
    await office.settled(1);
    expect(await closeLostCalls(afterMinutes(239))).toEqual([]);
    expect(await closeLostCalls(afterMinutes(241))).toHaveLength(1);
    expect((await office.calls())[0]).toMatchObject({
      disposition: "answered",
      talkSeconds: null,
      failure: noEndReceived,
    });
  });

  it("but whose link came back, learns its end from the provider's history", async () => {
    office.pbx.generate({ type: "2", callID: "11", from: "83430112233", to: "101" });
    await office.settled(1);
    office.pbx.dropClients();
    await vi.waitFor(() => expect(office.pbx.clientCount()).toBe(0), eventually);
    office.pbx.generate({
      type: "4",
      callID: "11",
      from: "83430112233",
      to: "101",
      direction: "0",
      duration: "0",
    });
    await office.settled(2);
    expect((await office.calls())[0]).toMatchObject({ state: "ended", disposition: "no-answer" });
  });
});

it("stores passwords sealed, and never shows them", async () => {
  const { settings } = await office.db.connection.findUniqueOrThrow({
    where: { id: office.connectionId },
  });
  const stored = JSON.parse(settings) as { password: string };
  expect(stored.password).toMatch(/^ey/);
  expect(JSON.stringify(await office.supervisor.views())).not.toContain('"p"');
});
