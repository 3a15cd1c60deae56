/** Who is told what became of a promise of theirs, and of those made for them. */
import { beforeEach, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/policy";
import { day, hour, minute } from "#lib/base/duration";
import { updateContactFields } from "#lib/contacts/save-contact";
import { chooseTimeZone } from "#lib/i18n/time-zone";
import { readAllNotices, readNotices } from "#lib/notices/read-notices";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { tellOfBrokenPromises } from "./broken-promises";
import {
  closeCallback,
  handOverCallback,
  postponeCallback,
  reopenCallback,
} from "./change-callback";
import { keepPromise } from "./keep-promise";
import { promiseCallback } from "./promise-callback";
import { setWorkingHours } from "./working-hours";

const office = await openOffice({
  people: { olena: { extension: "101" }, ivan: { extension: "102" }, ada: { role: "manager" } },
});
const olena: Viewer = { id: office.people.olena, role: "sales" };
const ivan: Viewer = { id: office.people.ivan, role: "sales" };
const ada: Viewer = { id: office.people.ada, role: "manager" };

beforeEach(async () => {
  await office.db.callback.deleteMany();
  await setWorkingHours(null);
});

const told = async (who: Viewer) => (await readNotices(who)).map(({ kind, byId }) => [kind, byId]);
const inAnHour = () => new Date(Date.now() + hour);
let clients = 0;
const clientOf = (who: Viewer) =>
  addContact(`Client ${++clients}`, `+7343000${1000 + clients}`, who.id);
/** They call and this person answers. */
async function talk(contactId: string, who: Viewer): Promise<void> {
  const { e164 } = await office.db.contactNumber.findFirstOrThrow({ where: { contactId } });
  const extension = who === olena ? "101" : "102";
  const about = {
    externalId: contactId,
    direction: "incoming",
    clientNumber: e164!,
    extension,
  } as const;
  await office.record({ kind: "call:answered", ...about });
  // What is told again is told once.
  await office.record({ kind: "call:ended", ...about, disposition: "answered" });
}

async function promiseOf(who: Viewer, dueAt = inAnHour()): Promise<string> {
  return (await promiseCallback({ contactId: await clientOf(who), dueAt }, who)).id;
}

it("tells whose promise a colleague closes, or gives away, until that is undone", async () => {
  const id = await promiseOf(olena);
  expect(await closeCallback(id, "done", ivan)).toEqual([olena.id]);
  expect(await told(olena)).toEqual([["kept", ivan.id]]);
  expect((await readNotices(olena))[0]).toMatchObject({
    contact: { name: `Client ${clients}` },
    promisedFor: expect.any(String),
    toId: null,
  });
  expect(await reopenCallback(id, ivan)).toEqual({ ids: [id], toldIds: [olena.id] });
  expect(await told(olena)).toEqual([]);
  await closeCallback(id, "not-needed", ivan);
  expect(await told(olena)).toEqual([["not-needed", ivan.id]]);
  await reopenCallback(id, ivan);

  expect((await handOverCallback(id, ivan.id, ada)).sort()).toEqual([ivan.id, olena.id].sort());
  expect((await readNotices(olena))[0]).toMatchObject({ kind: "reassigned", toId: ivan.id });
  expect(await told(ivan)).toEqual([["callback", ada.id]]);
  await readAllNotices(ivan.id);
  await handOverCallback(id, null, ada);
  expect((await readNotices(ivan))[0]).toMatchObject({ kind: "reassigned", toId: null });
});

it("tells nobody of their own deeds, nor of callbacks that were not promised", async () => {
  await closeCallback(await promiseOf(olena), "done", olena);
  await handOverCallback(await promiseOf(olena), ivan.id, olena);
  const id = await promiseOf(olena);
  await office.db.callback.update({ where: { id }, data: { promisedAt: null } });
  await closeCallback(id, "done", ivan);
  expect(await told(olena)).toEqual([]);
});

it("tells whose client a colleague has promised a call, anew when the time moves", async () => {
  const contactId = await clientOf(olena);
  const { toldIds } = await promiseCallback({ contactId, dueAt: inAnHour() }, ivan);
  expect(toldIds).toEqual([olena.id]);
  await promiseCallback({ contactId, dueAt: new Date(Date.now() + day) }, ada);
  expect(await told(olena)).toEqual([["promised", ada.id]]);
  await readAllNotices(olena.id);
  await promiseCallback({ contactId, dueAt: inAnHour(), ownerId: ivan.id }, ada);
  expect([await told(olena), await told(ivan)]).toEqual([
    [["reassigned", ada.id]],
    [["promised", ada.id]],
  ]);
});

it("tells whose promise a colleague's talk keeps, and takes it back when it is to be kept all the same", async () => {
  const contactId = await clientOf(olena);
  const { id } = await promiseCallback({ contactId, dueAt: inAnHour() }, olena);
  await talk(contactId, ivan);
  expect(await told(olena)).toEqual([["kept", ivan.id]]);
  expect((await keepPromise(id, olena)).toldIds).toEqual([olena.id]);
  expect(await told(olena)).toEqual([]);

  const own = await clientOf(olena);
  await promiseCallback({ contactId: own, dueAt: inAnHour() }, olena);
  await talk(own, olena);
  expect(await told(olena)).toEqual([]);
});

it("tells whose promise went along with its client", async () => {
  const contactId = await clientOf(olena);
  await promiseCallback({ contactId, dueAt: inAnHour() }, ada);
  await updateContactFields(contactId, { ownerId: ivan.id }, new Date(), ada);
  expect(await told(olena)).toEqual([["reassigned", ada.id]]);
});

it("tells once of a promise whose time is over by an hour of work", async () => {
  const now = new Date();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const [late, soon, closed, old] = [
    await promiseOf(olena, ago(hour + minute)),
    await promiseOf(olena, ago(hour - minute)),
    await promiseOf(olena, ago(2 * hour)),
    await promiseOf(olena, ago(20 * day)),
  ];
  await closeCallback(closed, "done", olena);
  const both = await Promise.all([tellOfBrokenPromises(now), tellOfBrokenPromises(now)]);
  expect(both.flat()).toEqual([olena.id]);
  expect(await told(olena)).toEqual([["broken", null]]);
  const { notices } = await office.db.callback.findUniqueOrThrow({
    where: { id: late },
    include: { notices: true },
  });
  expect(notices).toHaveLength(1);
  await postponeCallback(soon, ago(-hour), olena);
  expect(await tellOfBrokenPromises(ago(-hour))).toEqual([]);
  expect(await tellOfBrokenPromises(ago(-2 * hour - minute))).toEqual([olena.id]);
  await closeCallback(late, "done", olena);
  await closeCallback(soon, "done", olena);
  expect(await told(olena)).toEqual([]);
  expect(await office.db.notice.count({ where: { callbackId: old } })).toBe(0);
});

it("counts no hour in which nobody works, and tells of as many as there are", async () => {
  await chooseTimeZone("UTC");
  await setWorkingHours({ hoursFrom: 9 * 60, hoursTo: 18 * 60, weekdays: "12345" });
  const friday = new Date("2026-03-06T17:30:00Z");
  const contactId = await clientOf(olena);
  const promise = { contactId, numberRaw: "", kind: "promised", task: "meeting" };
  const due = { waitingSince: friday, dueAt: friday, promisedAt: friday, ownerId: olena.id };
  await office.db.callback.createMany({
    data: Array.from({ length: 450 }, (_, n) => ({ ...promise, ...due, openKey: `task:${n}` })),
  });
  expect(await tellOfBrokenPromises(new Date("2026-03-09T09:29:59Z"))).toEqual([]);
  expect(await tellOfBrokenPromises(new Date("2026-03-09T09:30:00Z"))).toEqual([olena.id]);
  expect(await office.db.notice.count({ where: { kind: "broken" } })).toBe(450);
});
