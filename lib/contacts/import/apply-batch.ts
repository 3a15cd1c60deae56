/** Some rows become contacts, in one transaction. The one way in for everything that is imported. */
import type { DirectTx } from "#lib/db/direct";
import { writeContacts, type Written } from "../write-contacts";
import { judgeRows, type Fate, type JudgeOptions } from "./judge-rows";
import type { PreparedRow } from "./prepare-row";

export interface BatchOptions extends JudgeOptions {
  userId: string | null;
  /** Null for what no person imports: then no history is written either. */
  importId: string | null;
}

export interface Applied extends Written {
  /** Ids of the contacts made. */
  created: string[];
  /** What became of each row, in their order. */
  fates: Fate[];
}

export async function applyBatch(
  tx: DirectTx,
  rows: readonly PreparedRow[],
  { userId, importId, ...how }: BatchOptions,
): Promise<Applied> {
  const at = new Date();
  const { drafts, fates } = await judgeRows(tx, rows, how, at);
  const kind = importId === null ? null : "imported";
  const written = await writeContacts(tx, drafts, { userId, importId, kind, at });
  const created = drafts.filter(({ before }) => before === null).map(({ id }) => id);
  return { ...written, created, fates };
}
