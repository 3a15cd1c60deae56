/**
 * Erases one person: what is theirs alone goes, calls, texts, callbacks and attempts of campaigns stay as figures
 * without them. It works in bounded transactions, and what makes the person findable (their contact) goes
 * last: interrupted, it is run again. The audit log tells of its beginning and of its end.
 */
import { setImmediate as turn } from "node:timers/promises";
import { raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { recordAudit, recordDeed } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { callbackPublisher } from "#lib/callbacks/ports";
import { callPublisher } from "#lib/calls/ports";
import { day } from "#lib/base/duration";
import { removeFiles } from "#lib/contacts/import/files";
import { removeIdleUploads } from "#lib/contacts/import/uploads";
import { db, transaction, type Tx } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { alikeContacts } from "./alike";
import { blankRows } from "./blank-rows";
import { blankedTables } from "./client-data";
import { eraseTexts } from "./erase-texts";
import { forgetWords } from "./forget-words";
import { readPerson, type Person } from "./person";
import { rowsOf, type PersonTable } from "./rows-of";

/** Rows of one transaction. */
const portion = 200;

/** Deleted with their own rows; what hangs on the contact itself goes with it, at the end. */
const deletedFirst = [
  "Note",
  "Lead",
  "NumberChoice",
  "IgnoredNumber",
  "NotDuplicate",
  "ContactMerge",
] as const satisfies readonly PersonTable[];

/**
 * @param confirmed the contact's name as it was typed
 * @param also ids of contacts that look like the same person, and are erased with it
 * @throws {ActionError} `not-found`, `name` when it is another one, `in-call` while they are being called or
 *   on the telephone, `importing` while a file is taken over
 */
export async function erasePerson(
  contactId: string,
  confirmed: string,
  also: readonly string[] = [],
): Promise<void> {
  await refuseOthers(contactId, also);
  const person = await readPerson(contactId, also);
  if (!person) throw new ActionError("not-found");
  if (confirmed.trim() !== person.name.trim()) throw new ActionError("name");
  await refuseWhileBusy(person);
  const subject =
    also.length === 0
      ? ({ kind: "contact", id: person.contactIds[0] } as const)
      : ({ kind: "contact", ids: [person.contactIds[0]!, ...also] } as const);
  await recordDeed({ event: "contact.erasure-begun", subject });
  await eraseTexts(person);
  await eraseFiles();
  for (const table of deletedFirst) await inPortions(person, table, deleteRows);
  const recent = await recentCalls(person);
  for (const table of blankedTables) {
    const ids = await inPortions(person, table, (tx, _, theirs) =>
      blankRows(tx, table, theirs, portion),
    );
    if (table === "Callback") await callbackPublisher().publish(ids);
  }
  await callPublisher().publish(recent);
  await forgetWords(person);
  await transaction(async (tx) => {
    await tx.contact.deleteMany({ where: { id: { in: person.contactIds } } });
    await recordAudit(tx, { event: "contact.erased", subject });
  });
  await direct().forgetDeleted();
}

/** Whoever names others than were offered erases nobody. */
async function refuseOthers(contactId: string, also: readonly string[]): Promise<void> {
  if (also.length === 0) return;
  const person = await readPerson(contactId);
  const alike = new Set(person && (await alikeContacts(person)).map(({ id }) => id));
  if (!also.every((id) => alike.has(id))) throw new ActionError("not-found");
}

/** What is under way would write down what has just been erased. */
async function refuseWhileBusy(person: Person): Promise<void> {
  const [call] = await db().$queryRaw<unknown[]>(
    sql`SELECT 1 FROM "Call" WHERE ${rowsOf.Call(person)} AND "state" <> 'ended' LIMIT 1`,
  );
  const claims = await db().numberClaim.count({ where: { e164: { in: person.numbers } } });
  if (call || claims > 0) throw new ActionError("in-call");
  const busy = { state: { in: ["running", "undoing"] } };
  if ((await db().contactImport.count({ where: busy })) > 0) throw new ActionError("importing");
}

/**
 * Files in which they may stand: of imports that were interrupted, which can't be continued then, and
 * uploads nobody has gone on with.
 */
async function eraseFiles(): Promise<void> {
  const stopped = { state: "interrupted" };
  const imports = await db().contactImport.findMany({ where: stopped, select: { id: true } });
  for (const { id } of imports) {
    const data = { state: "cancelled", endedAt: new Date() };
    await db().contactImport.updateMany({ where: { id, ...stopped }, data });
    await removeFiles({ importId: id });
  }
  await removeIdleUploads();
}

/** Those that may still be on somebody's screen. */
async function recentCalls(person: Person): Promise<string[]> {
  const since = new Date(Date.now() - day);
  const rows = await db().$queryRaw<{ id: string }[]>(
    sql`SELECT "id" FROM "Call" WHERE ${rowsOf.Call(person)} AND "startedAt" > ${since} LIMIT 100`,
  );
  return rows.map(({ id }) => id);
}

/** @returns the ids of all rows that were written */
async function inPortions<T extends PersonTable>(
  person: Person,
  table: T,
  write: (tx: Tx, table: T, theirs: Sql) => Promise<string[]>,
): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const ids = await transaction((tx) => write(tx, table, rowsOf[table](person)));
    all.push(...ids);
    if (ids.length < portion) return all;
    await turn();
  }
}

/** Tables without an id of their own have few rows of one person. */
const keyOf: Partial<Record<PersonTable, string>> = {
  NumberChoice: `"e164"`,
  IgnoredNumber: `"e164"`,
  NotDuplicate: `"aId" || "bId"`,
};

async function deleteRows(tx: Tx, table: PersonTable, theirs: Sql): Promise<string[]> {
  const key = raw(keyOf[table] ?? `"id"`);
  const rows = await tx.$queryRaw<{ id: string }[]>(
    sql`DELETE FROM ${raw(`"${table}"`)} WHERE ${key} IN (
      SELECT ${key} FROM ${raw(`"${table}"`)} WHERE ${theirs} LIMIT ${portion}) RETURNING ${key} AS "id"`,
  );
  return rows.map(({ id }) => id);
}
