import { contactsWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";

export interface BinnedContact {
  id: string;
  name: string;
  company: string | null;
  deletedAt: string;
  /** Who put it there; null when the program itself did. */
  deletedBy: string | null;
}

const binPageSize = 50;

/**
 * What is in the bin within reach, the latest first; without what went into another contact by a merge.
 * @param options.after the `next` of the page before
 */
export async function listBin(
  viewer: Viewer,
  { after }: { after?: string } = {},
): Promise<{
  contacts: BinnedContact[];
  next: string | null;
}> {
  const place = after ? await placeOf(after) : null;
  const rows = await db().contact.findMany({
    where: {
      mergedIntoId: null,
      AND: [
        { deletedAt: { not: null } },
        contactsWithin(await reachOf(viewer)),
        place
          ? {
              deletedAt: { lte: place.deletedAt },
              OR: [{ deletedAt: { lt: place.deletedAt } }, { id: { lt: place.id } }],
            }
          : {},
      ],
    },
    select: {
      id: true,
      name: true,
      deletedAt: true,
      company: { select: { name: true } },
      changes: {
        where: { kind: "deleted" },
        orderBy: { at: "desc" },
        take: 1,
        select: { user: { select: { name: true } } },
      },
    },
    orderBy: [{ deletedAt: "desc" }, { id: "desc" }],
    take: binPageSize + 1,
  });
  const page = rows.slice(0, binPageSize);
  return {
    contacts: page.map((row) => ({
      id: row.id,
      name: row.name,
      company: row.company?.name ?? null,
      deletedAt: row.deletedAt!.toISOString(),
      deletedBy: row.changes[0]?.user?.name ?? null,
    })),
    next: rows.length > binPageSize ? page.at(-1)!.id : null,
  };
}

/** Where a page begins; from the start when somebody has restored that contact meanwhile. */
async function placeOf(id: string): Promise<{ id: string; deletedAt: Date } | null> {
  const row = await db().contact.findUnique({ where: { id }, select: { deletedAt: true } });
  return row?.deletedAt ? { id, deletedAt: row.deletedAt } : null;
}
