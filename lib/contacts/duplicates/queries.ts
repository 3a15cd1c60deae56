import { contactsWithin, reachOf, type Reach, type Viewer } from "#lib/auth/policy";
import { db, type Db, type Tx } from "#lib/db/client";
import {
  contactFields,
  fieldsOfKind,
  pick,
  singleFields,
  type ContactFields,
  type FieldOf,
  type SingleField,
} from "../fields";

export interface MergeSide extends Pick<ContactFields, FieldOf<"flag">> {
  id: string;
  /** What only one of the two can give; null where there is nothing. */
  fields: Record<SingleField, string | null>;
  numbers: { raw: string; e164: string | null; label: string | null }[];
  emails: string[];
  tags: string[];
  calls: number;
  notes: number;
  createdAt: string;
}

/** Two contacts side by side; null when one of them is not there, in the bin, or out of reach. */
export async function mergeSides(
  viewer: Viewer,
  ids: readonly [string, string],
): Promise<[MergeSide, MergeSide] | null> {
  const reach = await reachOf(viewer);
  const [one, other] = [await mergeSide(reach, ids[0]), await mergeSide(reach, ids[1])];
  return one && other && one.id !== other.id ? [one, other] : null;
}

async function mergeSide(reach: Reach, id: string): Promise<MergeSide | null> {
  const row = await db().contact.findFirst({
    where: { id, deletedAt: null, AND: contactsWithin(reach) },
    include: {
      company: { select: { name: true } },
      owner: { select: { name: true } },
      numbers: { orderBy: { position: "asc" } },
      emails: { orderBy: { position: "asc" } },
      tags: { select: { tag: { select: { name: true } } } },
      _count: { select: { calls: true, notes: { where: { deletedAt: null } } } },
    },
  });
  if (!row) return null;
  const words = (field: SingleField) => {
    if (field === "company") return row.company?.name ?? null;
    return contactFields[field].kind === "person" ? (row.owner?.name ?? null) : row[field];
  };
  return {
    id,
    ...pick(row, fieldsOfKind("flag")),
    calls: row._count.calls,
    notes: row._count.notes,
    fields: Object.fromEntries(
      singleFields.map((field) => [field, words(field)]),
    ) as MergeSide["fields"],
    numbers: row.numbers.map(({ raw, e164, label }) => ({ raw, e164, label })),
    emails: row.emails.map(({ address }) => address),
    tags: row.tags.map(({ tag }) => tag.name),
    createdAt: row.createdAt.toISOString(),
  };
}

export interface MergeView {
  id: string;
  /** Who went into the contact. */
  name: string;
  /** Who did it; null when that person is gone. */
  by: string | null;
  at: string;
}

/** What has been merged into a contact and can be taken out again, the latest first. */
export async function mergesInto(keptId: string): Promise<MergeView[]> {
  const merges = await db().contactMerge.findMany({
    where: { keptId, undoneAt: null },
    include: { user: { select: { name: true } } },
    orderBy: { at: "desc" },
    take: 20,
  });
  if (merges.length === 0) return [];
  const gone = await db().contact.findMany({
    where: { id: { in: merges.map(({ goneId }) => goneId) } },
    select: { id: true, name: true },
  });
  const names = new Map(gone.map(({ id, name }) => [id, name]));
  return merges.flatMap(({ id, goneId, user, at }) => {
    const name = names.get(goneId);
    return name ? [{ id, name, by: user?.name ?? null, at: at.toISOString() }] : [];
  });
}

/** More merges in a row than anybody does. */
const furthest = 20;

/** The contact into which this one went, at the end of all merges; null when it has not been merged. */
export async function whereWent(id: string, tx: Db | Tx = db()): Promise<string | null> {
  let at = id;
  for (let step = 0; step < furthest; step++) {
    const contact = await tx.contact.findUnique({
      where: { id: at },
      select: { mergedIntoId: true },
    });
    if (!contact?.mergedIntoId) break;
    at = contact.mergedIntoId;
  }
  return at === id ? null : at;
}
