/** The list of contacts, a page at a time, as quick on page 10,000 as on the first. */
import type { Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { fewContacts, isNarrow } from "./few-contacts";
import {
  rangesFrom,
  readPlace,
  writePlace,
  type Part,
  type Place,
  type Range,
  type SortColumn,
} from "./keyset";
import { pageSize, type ListOptions, type Sorting, type ViewOptions } from "./list-options";
import { readContactViews, type ContactView } from "./contact-views";
import { contactsWhere } from "./queries";

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
  const { where, areFew } = await listWhere(options, viewer);
  const isCountable = areFew || !isNarrow(options);
  const [{ rows, previous, next }, counted] = await Promise.all([
    pageOf(where, options),
    isCountable ? countUpTo(mostCounted, where, options) : null,
  ]);
  const isOnePage = !previous && !next;
  return {
    contacts: await readContactViews(rows.map(({ id }) => id)),
    total: counted ?? { count: isOnePage ? rows.length : pageSize, atLeast: !isOnePage },
    previous,
    next,
  };
}

/** The contacts of a list; `areFew`: they are named one by one. */
export async function listWhere(
  options: ViewOptions,
  viewer: Viewer,
): Promise<{ where: Where; areFew: boolean }> {
  const ids = await fewContacts(options);
  const all = await contactsWhere(options, viewer);
  return { where: { AND: [all, ids ? { id: { in: ids } } : {}] }, areFew: ids !== null };
}

/** The ids of the first contacts of the whole list, whatever its page. */
export async function firstContactIds(
  options: ViewOptions,
  viewer: Viewer,
  most: number,
): Promise<string[]> {
  const { where } = await listWhere(options, viewer);
  const ids: string[] = [];
  for (const range of rangesFrom(partsOf[options.sort], null, options)) {
    const { orderBy } = range;
    const query = { where: { AND: [where, range.where] }, orderBy, select: { id: true } };
    const rows = await db().contact.findMany({ ...query, take: most - ids.length });
    ids.push(...rows.map(({ id }) => id));
    if (ids.length === most) break;
  }
  return ids;
}

async function countUpTo(most: number, where: Where, options: ListOptions) {
  // Along the same index as the page; without an order Prisma counts in that of the ids.
  const [{ orderBy }] = rangesFrom(partsOf[options.sort], null, options) as [Range];
  const counted = await db().contact.count({ where, orderBy, take: most + 1 });
  return { count: Math.min(counted, most), atLeast: counted > most };
}

/** What places are made of. */
export const placeSelect = {
  id: true,
  searchText: true,
  companyKey: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Record<SortColumn, true>;

export type PlacedRow = Prisma.ContactGetPayload<{ select: typeof placeSelect }>;

interface PageOfRows {
  rows: PlacedRow[];
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

async function readRanges(where: Where, ranges: readonly Range[]): Promise<PlacedRow[]> {
  const rows: PlacedRow[] = [];
  for (const range of ranges) {
    const take = pageSize + 1 - rows.length;
    if (take === 0) break;
    const { orderBy } = range;
    const query = { where: { AND: [where, range.where] }, select: placeSelect, orderBy, take };
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
export function placeOf(row: PlacedRow, sort: Sorting): Place {
  const part = sort === "company" && row.companyKey === "" ? 1 : 0;
  const values = partsOf[sort][part]!.columns.map((column) => {
    const value = row[column];
    return value instanceof Date ? value.toISOString() : value;
  });
  return { part, values };
}
