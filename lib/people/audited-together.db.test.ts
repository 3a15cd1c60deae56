/** A change and its entry in the audit log are both there, or neither. */
import { afterEach, expect, it } from "vitest";
import { setContactScope, contactScope } from "#lib/auth/policy";
import { beginSession } from "#lib/auth/sessions";
import { purgeContacts } from "#lib/contacts/delete-contacts";
import { direct } from "#lib/db/direct";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { setDisabled, updatePerson } from "./manage-people";

const office = await openOffice({ people: { ada: { role: "admin" }, ivan: {} } });
const { db, people } = office;
const ada = { id: people.ada };

/** The database takes no entry any more, as when its disk is full. */
async function refuseEntries(): Promise<void> {
  if (direct().dialect === "sqlite") {
    await db.$executeRaw`CREATE TRIGGER "refuse" BEFORE INSERT ON "AuditEntry"
      BEGIN SELECT RAISE(ABORT, 'no room'); END`;
    return;
  }
  await db.$executeRaw`CREATE FUNCTION "refuse"() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no room'; END $$`;
  await db.$executeRaw`CREATE TRIGGER "refuse" BEFORE INSERT ON "AuditEntry"
    FOR EACH ROW EXECUTE FUNCTION "refuse"()`;
}

afterEach(async () => {
  if (direct().dialect === "sqlite") await db.$executeRaw`DROP TRIGGER IF EXISTS "refuse"`;
  else await db.$executeRaw`DROP FUNCTION IF EXISTS "refuse"() CASCADE`;
});

it("what can't be recorded is not done", async () => {
  const contact = await addContact("Клиент", "+73430001001");
  const binned = { where: { id: contact }, data: { deletedAt: new Date() } };
  await db.contact.update(binned);
  const state = async () => ({
    people: await db.user.findMany({ orderBy: { id: "asc" } }),
    contacts: await db.contact.findMany(),
    sessions: await db.session.count(),
    scope: await contactScope(),
  });
  const before = await state();
  await refuseEntries();
  const manager = { name: "Ivan", role: "manager", extensions: {} } as const;
  await expect(updatePerson(people.ivan, manager, ada)).rejects.toThrow();
  await expect(setDisabled(people.ivan, true, ada)).rejects.toThrow();
  await expect(purgeContacts([contact])).rejects.toThrow();
  await expect(setContactScope("own")).rejects.toThrow();
  await expect(beginSession(people.ivan, { userAgent: null, address: null })).rejects.toThrow();
  expect(await state()).toEqual(before);
});

it("what is not done is not recorded", async () => {
  const before = await db.auditEntry.count();
  const sales = { name: "Ada", role: "sales", extensions: {} } as const;
  await expect(updatePerson(people.ada, sales, { id: people.ivan })).rejects.toThrow("last-admin");
  await expect(setDisabled(people.ada, true, { id: people.ivan })).rejects.toThrow("last-admin");
  expect(await purgeContacts([crypto.randomUUID()])).toBe(0);
  expect(await db.auditEntry.count()).toBe(before);
});
