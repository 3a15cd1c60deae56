import { expect, it } from "vitest";
import { callbackPublisher } from "#lib/callbacks/ports";
import { callPublisher } from "#lib/calls/ports";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { erasePerson } from "./erase-person";
import { countHeld } from "./export-person";

const { db } = await openOffice();
callbackPublisher.fill({ publish: async () => undefined });
callPublisher.fill({ publish: async () => undefined });
const number = "+73430112233";

it("names who looks like the same person, the bin included, and erases them when asked to", async () => {
  const anna = await addContact("Анна Ким", number);
  const binned = await addContact("Ким А.", number);
  const namesake = await addContact("анна ким", "+73430112244");
  await addContact("Анна Кимова", "+73430112255");
  await db.contact.update({ where: { id: binned }, data: { deletedAt: new Date() } });
  const held = await countHeld(anna);
  expect(held!.alike).toEqual([
    { id: binned, name: "Ким А.", company: null, deleted: true, by: "number" },
    { id: namesake, name: "анна ким", company: null, deleted: false, by: "name" },
  ]);
  expect(held!.shared).toEqual([number]);

  const stranger = await addContact("Stranger", "+73430112266");
  await expect(erasePerson(anna, "Анна Ким", [stranger])).rejects.toMatchObject({
    code: "not-found",
  });
  await erasePerson(anna, "Анна Ким", [binned]);
  const left = await db.contact.findMany({ select: { name: true }, orderBy: { name: "asc" } });
  expect(left.map(({ name }) => name).sort()).toEqual(
    ["Stranger", "Анна Кимова", "анна ким"].sort(),
  );
  expect(await db.contactNumber.count({ where: { e164: number } })).toBe(0);
  expect(await countHeld(namesake)).toMatchObject({ alike: [] });
});
