/** Everything held about one person, table by table as it is stored: for whoever asks what we know of them. */
import { raw, sqltag as sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import { alikeContacts, type AlikeContact } from "./alike";
import { mentionsOf } from "./mentions";
import { readPerson, type Person } from "./person";
import { countRows, rowsOf, type PersonTable } from "./rows-of";

/** How a merge is undone, and which contacts are two people: of others as much as of them. Who was about to call. */
const left = [
  "ContactMerge",
  "NotDuplicate",
  "NumberClaim",
  "DialClaim",
  "DialEntry",
] as const satisfies readonly PersonTable[];
const tables = (Object.keys(rowsOf) as PersonTable[]).filter(
  (table) => !left.some((one) => one === table),
);

const page = 500;

/** @returns JSON in pieces; null when there is no such contact */
export async function exportPerson(contactId: string): Promise<AsyncGenerator<string> | null> {
  const person = await readPerson(contactId);
  return person && pieces(person);
}

async function* pieces(person: Person): AsyncGenerator<string> {
  const about = { contact: person.contactIds[0], name: person.name, exportedAt: new Date() };
  yield `{\n"about": ${JSON.stringify(about)}`;
  for (const table of tables) yield* list(table, rowsIn(table, person));
  yield* list("InboxMessage", messagesOf(person));
  yield "\n}\n";
}

async function* list(name: string, rows: AsyncGenerator<unknown>): AsyncGenerator<string> {
  yield `,\n"${name}": [`;
  let separator = "\n";
  for await (const row of rows) {
    yield separator + JSON.stringify(row, plain);
    separator = ",\n";
  }
  yield "\n]";
}

async function* rowsIn(table: PersonTable, person: Person): AsyncGenerator<unknown> {
  for (let offset = 0; ; offset += page) {
    const rows = await db().$queryRaw<unknown[]>(
      sql`SELECT * FROM ${raw(`"${table}"`)} WHERE ${rowsOf[table](person)}
        ORDER BY 1, 2 LIMIT ${page} OFFSET ${offset}`,
    );
    yield* rows;
    if (rows.length < page) return;
  }
}

async function* messagesOf(person: Person): AsyncGenerator<unknown> {
  const mentions = mentionsOf(person);
  for (let after = 0; ;) {
    const rows = await db().inboxMessage.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: page,
      select: { id: true, raw: true, receivedAt: true },
    });
    yield* rows.filter((row) => mentions.in(row.raw));
    if (rows.length < page) return;
    after = rows.at(-1)!.id;
  }
}

/** JSON knows no integers of 64 bits. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** How much of each kind an erasure takes away or blanks, for its dialog. */
export interface Held {
  name: string;
  contacts: number;
  calls: number;
  texts: number;
  notes: number;
  callbacks: number;
  leads: number;
  /** In E.164: another contact has these as well, and keeps them. */
  shared: string[];
  /** Who may be the same person, the bin included: they are erased with it when somebody says so. */
  alike: AlikeContact[];
}

export async function countHeld(contactId: string): Promise<Held | null> {
  const person = await readPerson(contactId);
  if (!person) return null;
  const [calls, texts, notes, callbacks, leads] = await Promise.all(
    (["Call", "Sms", "Note", "Callback", "Lead"] as const).map((table) => countRows(table, person)),
  );
  const { name, contactIds, shared } = person;
  return {
    name,
    contacts: contactIds.length,
    calls: calls!,
    texts: texts!,
    notes: notes!,
    callbacks: callbacks!,
    leads: leads!,
    shared,
    alike: await alikeContacts(person),
  };
}
