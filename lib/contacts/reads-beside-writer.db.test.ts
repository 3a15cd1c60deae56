/** Whoever reads waits for nobody who writes, also when the same is read by several at once. */
import { expect, it } from "vitest";
import { transaction } from "#lib/db/client";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { getContact } from "./queries";

const office = await openOffice({ people: { olena: {} } });
const { db, people } = office;
const olena = { id: people.olena, role: "sales" } as const;

const id = await addContact("Emma", "+73430001001", people.olena);
const reads: [string, () => Promise<unknown>][] = [
  ["a contact", () => getContact(id, olena)],
  ["a row by its key", () => db.contact.findUnique({ where: { id }, include: { numbers: true } })],
];

it.each(reads)("%s, twice at once, while somebody writes", async (_, read) => {
  let end = (): void => undefined;
  const ending = new Promise<void>((resolve) => (end = resolve));
  let began = (): void => undefined;
  const beginning = new Promise<void>((resolve) => (began = resolve));
  const writing = transaction(async (tx) => {
    await tx.user.update({ where: { id: people.olena }, data: { doNotDisturb: true } });
    began();
    await ending;
  });
  await beginning;
  const waited = new Promise((resolve) => setTimeout(resolve, 2_000, "waited"));
  const answer = await Promise.race([Promise.all([read(), read()]), waited]);
  end();
  await writing;
  expect(answer).toMatchObject([{ id }, { id }]);
});
