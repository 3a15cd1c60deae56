/** A list's contacts, row by row, for a file that the import understands. */
import { setImmediate as turn } from "node:timers/promises";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { exportWords, type ExportWords } from "#lib/i18n/export-words";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { fieldNames, kindOf, type ContactField } from "./fields";
import type { ListOptions } from "./list-options";
import { dottedDate } from "./partial-date";
import { contactInclude, contactsWhere } from "./queries";

/** Contacts read at a time: the calls' thread is free again in between. */
const page = 200;

const include = {
  ...contactInclude,
  owner: { select: { name: true, email: true } },
} as const satisfies Prisma.ContactInclude;

type Row = Prisma.ContactGetPayload<{ include: typeof include }>;

interface Column {
  heading: string;
  cell: (row: Row) => string;
}

export async function countContacts(options: ListOptions, viewer: Viewer): Promise<number> {
  return db().contact.count({ where: await contactsWhere(options, viewer) });
}

/** In the order in which they were added, with a heading. */
export async function* contactRows(
  options: ListOptions,
  viewer: Viewer,
  locale: string | null,
): AsyncGenerator<string[]> {
  const words = exportWords(locale);
  const columns = [...fieldNames.flatMap((field) => columnsOf(field, words)), ...times(words)];
  yield columns.map(({ heading }) => heading);
  const where = await contactsWhere(options, viewer);
  for (let after = ""; ;) {
    const rows: Row[] = await db().contact.findMany({
      where: { AND: [where, { id: { gt: after } }] },
      include,
      orderBy: { id: "asc" },
      take: page,
    });
    for (const row of rows) yield columns.map(({ cell }) => cell(row));
    if (rows.length < page) return;
    after = rows.at(-1)!.id;
    await turn();
  }
}

function columnsOf(field: ContactField, { contacts, fields, yes }: ExportWords): Column[] {
  const heading = fields[field];
  const column = (cell: Column["cell"]) => [{ heading, cell }];
  switch (kindOf(field)) {
    case "company":
      return column(({ company }) => company?.name ?? "");
    case "person":
      return column(({ owner }) => owner?.email ?? "");
    case "date":
      return column((row) => dottedDate(row[field as "source"] ?? ""));
    case "tags":
      return column(({ tags }) =>
        tags
          .map(({ tag }) => tag.name)
          .sort()
          .join(", "),
      );
    case "flag":
      return column((row) => (row[field as "doNotCall"] ? yes : ""));
    case "numbers":
      return several(
        [contacts.phone, contacts.phone2, contacts.phone3, contacts.morePhones],
        ({ numbers }) => numbers.map(numberText),
      );
    case "emails":
      return several([contacts.email, contacts.email2, contacts.moreEmails], ({ emails }) =>
        emails.map(({ address }) => address),
      );
    default:
      return column((row) => row[field as "source"] ?? "");
  }
}

/** The first ones in columns of their own, the rest in the last. */
function several(headings: readonly string[], textsOf: (row: Row) => string[]): Column[] {
  const last = headings.length - 1;
  return headings.map((heading, place) => ({
    heading,
    cell: (row) =>
      place < last ? (textsOf(row)[place] ?? "") : textsOf(row).slice(last).join("; "),
  }));
}

function times({ contacts }: ExportWords): Column[] {
  return [
    { heading: contacts.created, cell: ({ createdAt }) => dateText(createdAt) },
    { heading: contacts.updated, cell: ({ updatedAt }) => dateText(updatedAt) },
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
