/** From a click to the PBX, and the PBX's own events about the same call. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { db } from "#lib/db/client";
import { closeLostCalls } from "./close-lost-calls";
import { createDispatcher } from "./dispatcher";
import { prepareTelephony } from "#lib/testing/kit/telephony";
import { linkCommandsOf } from "#lib/testing/kit/link-commands";

const office = await prepareTelephony();
beforeEach(() => office.open());
afterEach(() => office.close());

describe("a clicked number", () => {
  const dispatch = (number: string) =>
    createDispatcher({
      runtimes: office.supervisor,
      linkCommands: linkCommandsOf(office.supervisor),
      audience: office.audience,
    }).place({ userId: office.olena, number });

  it("is dialling at once, and the provider's events are the same call", async () => {
    expect(await dispatch("+7 (343) 0112233")).toMatchObject({ ok: true });
    expect((await office.calls())[0]).toMatchObject({
      state: "dialling",
      externalId: null,
      requestedById: office.olena,
    });
    office.pbx.generate({ type: "8", callID: "99", from: "101", to: "73430112233" });
    office.pbx.generate({ type: "16", callID: "99", from: "101", to: "73430112233" });
    await office.settled(2);
    const all = await office.calls();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ state: "active", externalId: "99" });
  });

  it("clicked twice, is dialled once", async () => {
    const [first, second] = [await dispatch("+73430112233"), await dispatch("+73430112233")];
    expect(first).toEqual(second);
    expect(await office.calls()).toHaveLength(1);
  });

  it("refused, ends with the provider's words", async () => {
    office.pbx.refuseCommands("Extension 101 is busy");
    expect(await dispatch("+73430112233")).toMatchObject({
      ok: false,
      code: "refused",
      message: "Extension 101 is busy",
    });
    expect((await office.calls())[0]).toMatchObject({
      state: "ended",
      failure: "Extension 101 is busy",
    });
  });

  it("of whoever has an extension on a connection turned off says so", async () => {
    await db().connection.updateMany({ data: { enabled: false } });
    expect(await dispatch("+73430112233")).toMatchObject({ ok: false, code: "turned-off" });
    await db().extension.deleteMany({ where: { userId: office.olena } });
    expect(await dispatch("+73430112233")).toMatchObject({ ok: false, code: "no-line" });
    expect(await office.calls()).toEqual([]);
  });

  it.each(["*21*79001112233#", "101; DROP", "", "12\n34"])("never dials %j", async (number) => {
    expect(await dispatch(number)).toMatchObject({ ok: false, code: "not-dialable" });
    expect(await office.calls()).toEqual([]);
  });

  it("that the provider has named and never tells more of is closed after its time", async () => {
    await dispatch("+73430112233");
    const [asked] = await office.calls();
    const { source } = office.supervisor.runtime(asked!.connectionId)!;
    const now = { source, receivedAt: new Date() };
    const placed = { event: { kind: "call:placed" }, callId: asked!.id, placedAs: "77" } as const;
    await recordCallEvents([{ ...placed, ...now }]);
    expect((await office.calls())[0]).toMatchObject({ externalId: "77", state: "dialling" });
    const later = new Date(Date.now() + 70_000);
    expect(await closeLostCalls(later)).toHaveLength(1);
    // One that the provider tells of dials on.
    office.pbx.generate({ type: "8", callID: "78", from: "101", to: "73430112234" });
    await office.settled(1);
    expect(await closeLostCalls(later)).toEqual([]);
  });

  it("that the provider never speaks of is closed after its time", async () => {
    await dispatch("+73430112233");
    expect(await closeLostCalls(new Date(Date.now() + 30_000))).toEqual([]);
    expect(await closeLostCalls(new Date(Date.now() + 70_000))).toHaveLength(1);
    expect((await office.calls())[0]).toMatchObject({ state: "ended", failure: "no-end-received" });
  });
});
