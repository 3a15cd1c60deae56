import { empty, raw, sqltag as sql } from "@prisma/client/runtime/client";
import { contactsWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { foldForSearch, marksAhead, sortKeyOf } from "#lib/search/search-text";
import { companyPageSize, type CompanyListOptions } from "./company-input";

export interface CompanyView {
  id: string;
  name: string;
  website: string | null;
  note: string | null;
  createdAt: string;
  /** Null when nobody has edited it yet. */
  updatedAt: string | null;
}

export interface CompanyItem {
  id: string;
  name: string;
  website: string | null;
  /** Of those who are within reach and not in the bin. */
  contacts: number;
}

export interface CompanyPage {
  companies: CompanyItem[];
  /** The pages beside this one, as `before` and `after` of the list's address; null at the ends. */
  previous: string | null;
  next: string | null;
}

/** A page of companies by name. When there is nothing (any more) where the address points, the first. */
export async function listCompanies(
  viewer: Viewer,
  options: CompanyListOptions,
): Promise<CompanyPage> {
  const { q, after, before } = options;
  const rows = await readRows(q, before || after, before ? backwards : forwards);
  const more = rows.length > companyPageSize;
  if ((before && !more) || (after && rows.length === 0)) {
    return listCompanies(viewer, { ...options, after: "", before: "" });
  }
  const page = rows.slice(0, companyPageSize);
  if (before) page.reverse();
  const counts = await countContacts(
    viewer,
    page.map(({ id }) => id),
  );
  return {
    companies: page.map(({ id, name, website }) => ({
      id,
      name,
      website,
      contacts: counts.get(id) ?? 0,
    })),
    previous: before || after ? (page[0]?.nameKey ?? null) : null,
    next: before || more ? (page.at(-1)?.nameKey ?? null) : null,
  };
}

type Row = Pick<CompanyItem, "id" | "name" | "website"> & { nameKey: string };

/** Without marks ahead, as the index has it word for word; companies that differ in these alone go by the whole key. */
const order = raw(`ltrim("nameKey", '${marksAhead.replace("'", "''")}')`);
const forwards = { beyond: raw(">"), direction: raw("ASC") };
const backwards = { beyond: raw("<"), direction: raw("DESC") };

/** One row more than a page. @param place the key beside which the page begins; empty: at the end of the list */
function readRows(q: string, place: string, way: typeof forwards): Promise<Row[]> {
  const { beyond, direction } = way;
  const key = foldForSearch(q).replace(/[\\%_]/g, "_");
  const from = sortKeyOf(place);
  const wanted = key ? sql`AND "nameKey" LIKE ${`%${key}%`}` : empty;
  const ahead = place
    ? sql`AND ${order} ${beyond}= ${from} AND (${order} ${beyond} ${from} OR "nameKey" ${beyond} ${place})`
    : empty;
  return db().$queryRaw<Row[]>(sql`
    SELECT "id", "name", "website", "nameKey" FROM "Company" WHERE true ${wanted} ${ahead}
    ORDER BY ${order} ${direction}, "nameKey" ${direction} LIMIT ${companyPageSize + 1}`);
}

/** Of these alone: Prisma's own count of a relation counts it for every company there is. */
async function countContacts(viewer: Viewer, ids: string[]): Promise<Map<string | null, number>> {
  const rows = await db().contact.groupBy({
    by: ["companyId"],
    where: {
      companyId: { in: ids },
      deletedAt: null,
      AND: contactsWithin(await reachOf(viewer)),
    },
    _count: true,
  });
  return new Map(rows.map(({ companyId, _count }) => [companyId, _count]));
}

/** The company; null when there is none. */
export async function getCompany(id: string): Promise<CompanyView | null> {
  const row = await db().company.findUnique({ where: { id } });
  return (
    row && {
      id: row.id,
      name: row.name,
      website: row.website,
      note: row.note,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt?.toISOString() ?? null,
    }
  );
}
