import { expect, it } from "vitest";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { openOffice, salesPerson } from "#lib/testing/kit/office";
import type { SingleField } from "../fields";
import { mergeContacts } from "./merge-contacts";
import { undoMerge } from "./undo-merge";

const office = await openOffice({ people: { olena: {}, ivan: {} } });
const [olena, ivan] = [salesPerson(office.people.olena), salesPerson(office.people.ivan)];
const now = new Date("2026-11-01T10:00:00Z");

async function contact(name: string, numbers: string[], more: object = {}): Promise<string> {
  const typed = numbers.map((raw, position) => ({ ...parsePhoneNumber(raw, "RU"), position }));
  const data = { name, searchText: name, numbers: { create: typed }, ...more };
  return (await office.db.contact.create({ data })).id;
}

const numbersOf = (contactId: string) => office.db.contactNumber.findMany({ where: { contactId } });

async function merged(input: { keptId: string; goneId: string; take?: SingleField[] }) {
  const result = await mergeContacts({ take: [], ...input }, olena);
  if (typeof result === "string") throw new Error(result);
  return result;
}

it("writes down a label that a number has got, and no words that are nobody's", async () => {
  const kept = await contact("Пётр", ["+73430112233"], { source: "fair" });
  const gone = await contact("Пётр", ["+73430112233"]);
  await office.db.contactNumber.updateMany({ where: { contactId: gone }, data: { label: "work" } });
  const { mergeId } = await merged({ keptId: kept, goneId: gone });
  const [change] = await office.db.contactChange.findMany({ where: { contactId: kept } });
  const raw = "+73430112233";
  expect(JSON.parse(change!.fields!)).toEqual({
    numbers: { from: [{ raw, label: null }], to: [{ raw, label: "work" }] },
  });
  await undoMerge(mergeId, olena);
  expect(await numbersOf(kept)).toMatchObject([{ label: null }]);
  expect(await numbersOf(gone)).toMatchObject([{ label: "work" }]);
});

it("takes the open callback of either to whose the contact is now", async () => {
  const waits = { numberRaw: "1", waitingSince: now, dueAt: now };
  const promise = { ...waits, kind: "promised", promisedAt: now };
  for (const take of [["ownerId"], []] as const) {
    const kept = await contact("Kept", [], { ownerId: olena.id });
    const gone = await contact("Gone", [], { ownerId: ivan.id });
    const [client, ownerId] = take.length > 0 ? [kept, olena.id] : [gone, ivan.id];
    const data = { ...promise, contactId: client, openKey: `contact:${client}`, ownerId };
    const { id } = await office.db.callback.create({ data });
    const { callbackIds, mergeId } = await merged({ keptId: kept, goneId: gone, take: [...take] });
    expect(callbackIds).toEqual([id]);
    const callback = () => office.db.callback.findUniqueOrThrow({ where: { id } });
    expect(await callback()).toMatchObject({
      contactId: kept,
      ownerId: take.length > 0 ? ivan.id : olena.id,
    });
    await undoMerge(mergeId, olena);
    expect(await callback()).toMatchObject({ contactId: client, ownerId });
    await office.db.contactMerge.deleteMany();
  }
});
