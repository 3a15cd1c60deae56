/** The list of contacts, a page at a time, as quick on page 10,000 as on the first. */
import type { Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { rangesFrom, readPlace, writePlace, type Part, type Place, type Range } from "./keyset";
import { pageSize, type ListOptions, type Sorting, type Filter } from "./list-options";
import {
  contactInclude,
  contactsWhere,
  toContactView,
  type ContactRow,
  type ContactView,
} from "./queries";

type Where = Prisma.ContactWhereInput;

export interface ContactPage {
  contacts: ContactView[];
  /** How many the whole list has; when `atLeast`, it has more than that. */
  total: { count: number; atLeast: boolean };
  /** The pages beside this one, as `before` and `after` of a list's address; null at the ends. */
  previous: string | null;
  next: string | null;
}

/** Beyond this a list is not counted: on a million contacts that takes longer than the page itself. */
export const mostCounted = 1_000;

/** A page of contacts. When there is nothing (any more) where the address points, the first. */
export async function listContacts(options: ListOptions, viewer: Viewer): Promise<ContactPage> {
  const ids = await fewContacts(options);
  const where = { AND: [await contactsWhere(options, viewer), ids ? { id: { in: ids } } : {}] };
  const { tag, callback, since, doNotCall } = options;
  const isCountable = ids !== null || !(tag || callback || since || doNotCall);
  const [{ rows, previous, next }, counted] = await Promise.all([
    pageOf(where, options),
    isCountable ? countUpTo(mostCounted, where, options) : null,
  ]);
  const isOnePage = !previous && !next;
  return {
    contacts: rows.map(toContactView),
    total: counted ?? { count: isOnePage ? rows.length : pageSize, atLeast: !isOnePage },
    previous,
    next,
  };
}

async function countUpTo(most: number, where: Where, options: ListOptions) {
  // Along the same index as the page; without an order Prisma counts in that of the ids.
  const [{ orderBy }] = rangesFrom(partsOf[options.sort], null, options) as [Range];
  const counted = await db().contact.count({ where, orderBy, take: most + 1 });
  return { count: Math.min(counted, most), atLeast: counted > most };
}

interface PageOfRows {
  rows: ContactRow[];
  previous: string | null;
  next: string | null;
}

async function pageOf(where: Where, options: ListOptions): Promise<PageOfRows> {
  const { sort, order } = options;
  const parts = partsOf[sort];
  const place = readPlace(options.before || options.after, parts);
  const backwards = place !== null && options.before !== "";
  const found = await readRanges(where, rangesFrom(parts, place, { order, backwards }));
  const more = found.length > pageSize;
  // A short page before a place is the first one, and is shown whole.
  if (place && (found.length === 0 || (backwards && !more))) {
    return pageOf(where, { ...options, after: "", before: "" });
  }
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    previous: first && (backwards ? more : place) ? writePlace(placeOf(first, sort)) : null,
    next: last && (backwards || more) ? writePlace(placeOf(last, sort)) : null,
  };
}

async function readRanges(where: Where, ranges: readonly Range[]): Promise<ContactRow[]> {
  const rows: ContactRow[] = [];
  for (const range of ranges) {
    const take = pageSize + 1 - rows.length;
    if (take === 0) break;
    const { orderBy } = range;
    const query = { where: { AND: [where, range.where] }, include: contactInclude, orderBy, take };
    rows.push(...(await db().contact.findMany(query)));
  }
  return rows;
}

/** `searchText` begins with the folded name: binary order would put ё before а, small letters after large. */
export const partsOf: Record<Sorting, Part[]> = {
  name: [{ where: {}, columns: ["searchText", "id"] }],
  // People without a company come last, in both directions.
  company: [
    { where: {}, above: "", columns: ["companyKey", "searchText", "id"] },
    { where: { companyKey: "" }, columns: ["searchText", "id"] },
  ],
  created: [{ where: {}, columns: ["createdAt", "id"] }],
  updated: [{ where: {}, columns: ["updatedAt", "id"] }],
};

/** A row's place in the list of that sorting. */
export function placeOf(row: ContactRow, sort: Sorting): Place {
  const part = sort === "company" && row.companyKey === "" ? 1 : 0;
  const values = partsOf[sort][part]!.columns.map((column) => {
    const value = row[column];
    return value instanceof Date ? value.toISOString() : value;
  });
  return { part, values };
}

/** So many are named one by one; more of a million are met soon enough along the list's own index. */
const few = 500;

/**
 * The contacts among which those of a list must be, when one of its filters leaves but a few: both
 * databases walk through everybody in the list's order rather than begin with a filter.
 * @returns null when no filter leaves that few
 */
async function fewContacts(options: Pick<ListOptions, Filter>): Promise<string[] | null> {
  const { tag, callback, since } = options;
  const found = await Promise.all([
    tag
      ? db().$queryRaw<Found>`
          SELECT "contactId" AS "id" FROM "ContactTag" WHERE "tagId" = ${tag} LIMIT ${few + 1}`
      : null,
    callback
      ? db().$queryRaw<Found>`
          SELECT "contactId" AS "id" FROM "Callback"
          WHERE "closedAt" IS NULL AND "contactId" IS NOT NULL LIMIT ${few + 1}`
      : null,
    since
      ? db().$queryRaw<Found>`
          SELECT "id" FROM "Contact" WHERE "createdAt" >= ${new Date(since)}
          ORDER BY "createdAt" LIMIT ${few + 1}`
      : null,
  ]);
  const small = found.filter((rows) => rows !== null && rows.length <= few) as Found[];
  if (small.length === 0) return null;
  return small.reduce((a, b) => (a.length <= b.length ? a : b)).map(({ id }) => id);
}

type Found = { id: string }[];
