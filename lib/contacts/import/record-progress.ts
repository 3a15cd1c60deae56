/** What an import has done so far, written in the transaction that did it. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";

export interface Progress {
  /** Rows dealt with before. */
  from: number;
  /** Rows dealt with now. */
  position: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
}

export interface Failure {
  line: number;
  /** The column's heading; its number where there is none, nothing where it is about the whole row. */
  column: string;
  reason: string;
  cells: string[];
}

/** The import is not this process's any more: somebody has cancelled it, or another process has gone on with it. */
export class ImportEnded extends Error {
  override readonly name = "ImportEnded";
}

const counts = ["position", "created", "updated", "skipped", "failed"] as const;
const counted = {
  id: "text",
  from: "integer",
  position: "integer",
  created: "integer",
  updated: "integer",
  skipped: "integer",
  failed: "integer",
} as const;
const failure = {
  id: "text",
  importId: "text",
  line: "integer",
  column: "text",
  reason: "text",
  row: "text",
} as const;

/** Of a row that failed, in characters: enough to mend it. */
const longestRow = 20_000;

/**
 * Counts up from where the import was: of two processes that work on it one alone gets on, whoever has its lease.
 * @throws {ImportEnded} and with it the whole transaction, when the import is elsewhere, or not running any more
 */
export async function recordProgress(
  tx: DirectTx,
  importId: string,
  done: Progress,
  failures: readonly Failure[],
): Promise<void> {
  const set = counts
    .map((name) => `"${name}" = "ContactImport"."${name}" + done."${name}"`)
    .join(", ");
  const running = await tx.run(
    `UPDATE "ContactImport" SET ${set}, "starts" = 0 FROM (${documentRows(tx.dialect, counted)}) AS done
     WHERE "ContactImport"."id" = done."id" AND "ContactImport"."state" = 'running'
       AND "ContactImport"."position" = done."from"`,
    [[importId, done.from, ...counts.map((name) => done[name])]],
  );
  if (running === 0) throw new ImportEnded();
  if (failures.length === 0) return;
  const now = Date.now();
  await tx.run(
    insertSql(tx.dialect, { table: "ImportFailure", columns: failure }),
    failures.map(({ line, column, reason, cells }, index) => {
      const row = JSON.stringify(keptOf(cells));
      return [timeOrderedId(now, index), importId, line, column, reason, row];
    }),
  );
}

/** The cells as far as they are kept; the one at the limit is cut, those behind it are left out. */
export function keptOf(cells: readonly string[]): string[] {
  let left = longestRow;
  const kept: string[] = [];
  for (const cell of cells) {
    if (left <= 0) break;
    kept.push(cell.slice(0, left));
    left -= cell.length + 1;
  }
  return kept;
}
