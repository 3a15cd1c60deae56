/** All contacts of a list, by their ids: what is done to a list as a whole begins with them. */
import type { Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { rangesFrom, type Place } from "./keyset";
import { listWhere, partsOf, placeOf, type PlacedRow } from "./list-contacts";
import { plainList, type ViewOptions } from "./list-options";

/** A list with more contacts is first to be narrowed down. */
export const mostAtOnce = 10_000;

/** Rows of one statement: a walk along a whole list is made in so short steps. */
const step = 1_000;

/**
 * @returns the ids in the list's order; `more`: the list has more than {@link mostAtOnce}, and these are the first
 */
export async function matchingContacts(
  view: ViewOptions,
  viewer: Viewer,
  most = mostAtOnce,
): Promise<{ ids: string[]; more: boolean }> {
  const options = { ...plainList, ...view };
  const { where } = await listWhere(options, viewer);
  const ids: string[] = [];
  let place: Place | null = null;
  for (;;) {
    const rows: PlacedRow[] = await nextRows(where, place, options);
    ids.push(...rows.map(({ id }) => id));
    if (ids.length > most) return { ids: ids.slice(0, most), more: true };
    if (rows.length < step) return { ids, more: false };
    place = placeOf(rows.at(-1)!, options.sort);
  }
}

const select = { id: true, searchText: true, companyKey: true, createdAt: true, updatedAt: true };

async function nextRows(
  where: Awaited<ReturnType<typeof listWhere>>["where"],
  place: Place | null,
  { sort, order }: Pick<ViewOptions, "sort" | "order">,
): Promise<PlacedRow[]> {
  const rows: PlacedRow[] = [];
  for (const range of rangesFrom(partsOf[sort], place, { order })) {
    if (rows.length === step) break;
    const { orderBy } = range;
    const query = { where: { AND: [where, range.where] }, select, orderBy };
    rows.push(...(await db().contact.findMany({ ...query, take: step - rows.length })));
  }
  return rows;
}
