/** A list's contacts, row by row, for a file that the import understands. */
import { setImmediate as turn } from "node:timers/promises";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { db } from "#lib/db/client";
import type { ListOptions } from "#lib/contacts/list-options";
import { contactsWhere, type ContactViewer } from "#lib/contacts/queries";
import { formatPhoneNumber } from "#lib/phone-number";
import { exportWords } from "./words";

/** Contacts read at a time: the calls' thread is free again in between. */
const page = 200;

const include = {
  company: { select: { name: true } },
  owner: { select: { name: true, email: true } },
  numbers: { orderBy: { position: "asc" } },
  emails: { orderBy: { position: "asc" } },
  tags: { include: { tag: { select: { name: true } } } },
} as const satisfies Prisma.ContactInclude;

type Row = Prisma.ContactGetPayload<{ include: typeof include }>;

export async function countContacts(options: ListOptions, viewer: ContactViewer): Promise<number> {
  return db().contact.count({ where: await contactsWhere(options, viewer) });
}

/** In the order in which they were added, with a heading. */
export async function* contactRows(
  options: ListOptions,
  viewer: ContactViewer,
  locale: string | null,
): AsyncGenerator<string[]> {
  const words = exportWords(locale);
  yield Object.values(words.contacts);
  const where = await contactsWhere(options, viewer);
  for (let after = ""; ;) {
    const rows: Row[] = await db().contact.findMany({
      where: { AND: [where, { id: { gt: after } }] },
      include,
      orderBy: { id: "asc" },
      take: page,
    });
    for (const row of rows) yield cellsOf(row, words.yes);
    if (rows.length < page) return;
    after = rows.at(-1)!.id;
    await turn();
  }
}

/** In the order of the headings in `export.contacts`. */
function cellsOf(row: Row, yes: string): string[] {
  const phones = row.numbers.map(numberText);
  const emails = row.emails.map(({ address }) => address);
  return [
    row.name,
    row.company?.name ?? "",
    ...[0, 1, 2].map((place) => phones[place] ?? ""),
    phones.slice(3).join("; "),
    ...[0, 1].map((place) => emails[place] ?? ""),
    emails.slice(2).join("; "),
    row.owner?.email ?? "",
    row.tags
      .map(({ tag }) => tag.name)
      .sort()
      .join(", "),
    row.source ?? "",
    row.note ?? "",
    row.doNotCall ? yes : "",
    dateText(row.createdAt),
    dateText(row.updatedAt),
  ];
}

/** What the number is for stands behind it. */
function numberText(number: Row["numbers"][number]): string {
  const text = formatPhoneNumber(number);
  return number.label ? `${text} (${number.label})` : text;
}

function dateText(date: Date): string {
  return date.toISOString().slice(0, 16).replace("T", " ");
}
