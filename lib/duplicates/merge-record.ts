/** What a merge found and did, as the database keeps it: all it takes to undo it. */
import type { Tx } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import type {
  Callback,
  ContactEmail,
  ContactNumber,
  Prisma,
} from "#lib/db/generated/sqlite/client";
import type { MovedTable } from "./moved-rows";

const include = {
  company: { select: { name: true } },
  numbers: { orderBy: { position: "asc" } },
  emails: { orderBy: { position: "asc" } },
  tags: { select: { tagId: true } },
} as const satisfies Prisma.ContactInclude;
export type MergedRow = Prisma.ContactGetPayload<{ include: typeof include }>;

/** What of a contact's own row a merge may change. */
export type Columns = Pick<
  MergedRow,
  "name" | "companyId" | "companyKey" | "ownerId" | "source" | "note" | "doNotCall"
>;

export interface MergeRecord {
  /** The kept contact's columns before and after. */
  before: Columns;
  after: Columns;
  /** Numbers and e-mails that went over, as they were. */
  numbers: ContactNumber[];
  emails: ContactEmail[];
  /** The kept contact's own numbers that had no label, and have the other's now. */
  labels: { id: string; label: string }[];
  /** Tags the kept contact did not have. */
  tagIds: string[];
  /** Ids by table. */
  moved: Record<MovedTable, string[]>;
  /** Of the two contacts' shared numbers, and nobody's before; ids by table. */
  linked: Partial<Record<MovedTable, string[]>>;
  /** Numbers for which the one that went was chosen. */
  choices: string[];
  /** Open callbacks of either that the merge has changed: as they were, and their version since. */
  callbacks: { before: Callback; version: number }[];
}

export function columnsOf(row: Columns): Columns {
  const { name, companyId, companyKey, ownerId, source, note, doNotCall } = row;
  return { name, companyId, companyKey, ownerId, source, note, doNotCall };
}

/**
 * Both contacts, which nobody else can change until the transaction is over. On PostgreSQL rows that
 * are just being written for one of them are waited for: they are there afterwards, to be moved.
 */
export async function lockBoth(tx: Tx, ids: readonly [string, string]) {
  if (direct().dialect === "postgresql") {
    await tx.$queryRaw`
      SELECT 1 FROM "Contact" WHERE "id" IN (${ids[0]}, ${ids[1]}) ORDER BY "id" FOR UPDATE`;
  }
  const rows = await tx.contact.findMany({ where: { id: { in: [...ids] } }, include });
  return ids.map((id) => rows.find((row) => row.id === id) ?? null);
}
