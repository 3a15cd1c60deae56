/** Handing over and hanging up: one's own live call alone, and only where the connection can. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { addPerson, openOffice } from "#lib/testing/kit/office";
import { ProviderError } from "#lib/providers/contract";
import { transferTargets } from "#lib/calls/occupation";
import { nobody, openTelephony, type OpenTelephony } from "#lib/testing/kit/telephony";
import { createDispatcher } from "./dispatcher";
import type { Runtime } from "./runtime";
import { eventually } from "#lib/testing/kit/eventually";
import { linkCommandsOf } from "#lib/testing/kit/link-commands";

const { db } = await openOffice({ connections: {} });
let office: OpenTelephony;
let olena: string;
let ivan: string;
let callId: string;
const parties = { callID: "7", from: "73430112233", to: "101" };

beforeEach(async () => {
  await db.connection.deleteMany();
  await db.user.deleteMany();
  office = await openTelephony({});
  olena = await addPerson("olena", { [office.connectionId]: "101" });
  ivan = await addPerson("ivan", { [office.connectionId]: "102" });
  office.pbx.generate({ type: "2", ...parties });
  callId = await vi.waitFor(async () => (await db.call.findFirstOrThrow()).id, eventually);
});
afterEach(() => office.close());

function commands(runtime?: Runtime) {
  const runtimes = runtime ? { runtime: () => runtime } : office.supervisor;
  return createDispatcher({ runtimes, linkCommands: linkCommandsOf(runtimes), audience: nobody });
}
/** The office's connection, if its provider could also hang up. */
const withHangUp = (hangUp: NonNullable<Runtime["adapter"]["hangUp"]>): Runtime => {
  const runtime = office.supervisor.runtime(office.connectionId)!;
  return { ...runtime, adapter: { ...runtime.adapter, hangUp } };
};

it("hands a call over while it rings and while one talks, and no longer", async () => {
  const { transfer } = commands();
  expect(await transfer({ userId: olena, callId, extension: "102" })).toEqual({ ok: true });
  expect(office.pbxLog.map(({ line }) => line)).toEqual(["Transfer Event: callID = 7, to = 102"]);
  office.pbx.refuseCommands("102 is not registered");
  expect(await transfer({ userId: olena, callId, extension: "102" })).toMatchObject({
    ok: false,
    code: "refused",
    message: "102 is not registered",
  });
  office.pbx.generate({ type: "4", ...parties, direction: "0", duration: "0" });
  await vi.waitFor(
    async () => expect((await db.call.findFirstOrThrow()).state).toBe("ended"),
    eventually,
  );
  const late = await transfer({ userId: olena, callId, extension: "102" });
  expect(late).toMatchObject({ code: "no-call" });
});

it("touches nobody else's call, whatever their role", async () => {
  await db.user.update({ where: { id: ivan }, data: { role: "admin" } });
  const { transfer, hangUp } = commands(withHangUp(async () => undefined));
  const foreign = { userId: ivan, callId };
  expect(await transfer({ ...foreign, extension: "102" })).toMatchObject({ code: "no-call" });
  expect(await hangUp(foreign)).toMatchObject({ code: "no-call" });
  expect(office.pbxLog).toEqual([]);
});

it("hangs up where the provider can, in its words where it does not", async () => {
  expect(await commands().hangUp({ userId: olena, callId })).toMatchObject({ code: "cannot" });
  const hangUp = vi.fn(async () => undefined);
  const own = { userId: olena, callId };
  expect(await commands(withHangUp(hangUp)).hangUp(own)).toEqual({ ok: true });
  expect(hangUp).toHaveBeenCalledWith({ externalId: "7" }, expect.anything());
  const busy = withHangUp(async () => {
    throw new ProviderError("refused", "This call is over");
  });
  expect(await commands(busy).hangUp(own)).toMatchObject({ message: "This call is over" });
});

it("offers the colleagues of the call's connection, and tells who is there and free", async () => {
  await db.user.update({ where: { id: ivan }, data: { doNotDisturb: true } });
  const maria = await addPerson("maria", { [office.connectionId]: "103" });
  const gone = await addPerson("gone", { [office.connectionId]: "104" });
  await db.user.update({ where: { id: gone }, data: { disabledAt: new Date() } });
  await addPerson("elsewhere");
  await db.extension.updateMany({ where: { userId: maria }, data: { away: true } });
  office.pbx.generate({ type: "2", callID: "8", from: "79990000000", to: "103" });
  await vi.waitFor(async () => expect(await db.call.count()).toBe(2), eventually);
  const free = { away: false, doNotDisturb: false, busy: false };
  expect(await transferTargets({ userId: olena, callId })).toEqual([
    { ...free, userId: ivan, name: "ivan", extension: "102", doNotDisturb: true },
    { ...free, userId: maria, name: "maria", extension: "103", away: true, busy: true },
  ]);
  expect(await transferTargets({ userId: ivan, callId })).toEqual([]);
});

it("tells screens what a connection can do", async () => {
  const [view] = await office.supervisor.views();
  expect(view!.abilities).toEqual(["calls", "transfer", "sms"]);
});
