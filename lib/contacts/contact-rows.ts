/** A list's contacts, row by row, for a file that the import understands. */
import { setImmediate as turn } from "node:timers/promises";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { Viewer } from "#lib/auth/policy";
import { headingInZone, localTimes } from "#lib/base/local-time";
import { neverCalled } from "#lib/calls/contact-calls";
import { db } from "#lib/db/client";
import { exportWords, type ExportWords } from "#lib/i18n/export-words";
import { extensionOf, formatPhoneNumber } from "#lib/numbers/phone-number";
import { fieldNames, kindOf, type ContactField } from "./fields";
import type { ListOptions } from "./list-options";
import { dottedDate } from "./partial-date";
import { contactsWhere } from "./queries";

/** Contacts read at a time: the calls' thread is free again in between. */
const page = 200;

const include = {
  company: { select: { name: true } },
  owner: { select: { email: true } },
  numbers: { orderBy: { position: "asc" } },
  emails: { orderBy: { position: "asc" } },
  tags: { select: { tag: { select: { name: true } } } },
  called: { include: { outcome: { select: { key: true, name: true } } } },
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
  { locale, zone }: { locale: string | null; zone: string },
): AsyncGenerator<string[]> {
  const words = exportWords(locale);
  const columns = [
    ...fieldNames.flatMap((field) => columnsOf(field, words)),
    ...times(words, zone),
    ...calls(words, zone),
  ];
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
        ({ numbers }) => numbers.map((number) => numberText(number, contacts)),
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

function minutes(zone: string): (at: Date) => string {
  const timeOf = localTimes(zone);
  return (at) => timeOf(at).slice(0, 16);
}

/** What their calls come to: an import has no use for it. */
function calls({ contacts, outcomes }: ExportWords, zone: string): Column[] {
  const toTheMinute = minutes(zone);
  const time = (at: Date | null | undefined) => (at && at > neverCalled ? toTheMinute(at) : "");
  const { called, talked, outcome, attempts } = contacts;
  return [
    { heading: headingInZone(called, zone), cell: (row) => time(row.called?.calledAt) },
    { heading: headingInZone(talked, zone), cell: (row) => time(row.called?.talkedAt) },
    {
      heading: outcome,
      cell: ({ called }) => {
        const { key = null, name = null } = called?.outcome ?? {};
        return name ?? (outcomes as Record<string, string>)[key ?? ""] ?? "";
      },
    },
    { heading: attempts, cell: ({ called }) => (called?.attempts ? String(called.attempts) : "") },
  ];
}

function times({ contacts }: ExportWords, zone: string): Column[] {
  const toTheMinute = minutes(zone);
  return [
    {
      heading: headingInZone(contacts.created, zone),
      cell: ({ createdAt }) => toTheMinute(createdAt),
    },
    {
      heading: headingInZone(contacts.updated, zone),
      cell: ({ updatedAt }) => toTheMinute(updatedAt),
    },
  ];
}

/** What the number is for stands behind it. */
function numberText(
  number: Row["numbers"][number],
  { extension }: ExportWords["contacts"],
): string {
  const own = number.e164 === null ? null : extensionOf(number.raw);
  const text = `${formatPhoneNumber(number)}${own === null ? "" : ` ${extension} ${own}`}`;
  return number.label ? `${text} (${number.label})` : text;
}
