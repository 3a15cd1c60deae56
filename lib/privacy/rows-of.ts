/** Which rows are a person's, by table: the same for what is counted, exported and erased. */
import { join, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import type { Person } from "./person";

const among = (column: string, values: readonly string[]): Sql =>
  values.length > 0 ? sql`${raw(`"${column}"`)} IN (${join([...values])})` : sql`(1 = 0)`;

const byContact = (person: Person) => among("contactId", person.contactIds);
const byNumber = (column: string) => (person: Person) =>
  sql`(${byContact(person)} OR ${among(column, person.numbers)})`;

/** Tables whose rows know their client by an id or a number: the condition, in the order of an export. */
export const rowsOf = {
  Contact: (person) => among("id", person.contactIds),
  ContactNumber: byContact,
  ContactEmail: byContact,
  ContactTag: byContact,
  ContactChange: byContact,
  ContactCalls: byContact,
  ContactMerge: ({ contactIds }) =>
    sql`(${among("keptId", contactIds)} OR ${among("goneId", contactIds)})`,
  NotDuplicate: ({ contactIds }) =>
    sql`(${among("aId", contactIds)} OR ${among("bId", contactIds)})`,
  Note: (person) =>
    sql`(${byContact(person)} OR "callId" IN (SELECT "id" FROM "Call" WHERE ${callsOf(person)}))`,
  Call: callsOf,
  Callback: byNumber("e164"),
  Lead: byNumber("e164"),
  Sms: byNumber("e164"),
  CampaignTarget: byNumber("e164"),
  DialAttempt: (person) =>
    sql`(${among("e164", person.numbers)} OR ("e164" NOT LIKE 'erased:%' AND "targetId" IN (
      SELECT "id" FROM "CampaignTarget" WHERE ${byContact(person)})))`,
  DialEntry: byContact,
  DialClaim: byContact,
  NumberClaim: ({ numbers }) => among("e164", numbers),
  NumberChoice: byNumber("e164"),
  IgnoredNumber: ({ numbers }) => among("e164", numbers),
} as const satisfies Record<string, (person: Person) => Sql>;
export type PersonTable = keyof typeof rowsOf;

function callsOf(person: Person): Sql {
  return byNumber("clientE164")(person);
}

export async function countRows(table: PersonTable, person: Person): Promise<number> {
  const [row] = await db().$queryRaw<{ n: bigint | number }[]>(
    sql`SELECT count(*) AS "n" FROM ${raw(`"${table}"`)} WHERE ${rowsOf[table](person)}`,
  );
  return Number(row!.n);
}
