/** Two contacts of whom somebody has said that they are two people. */
import { db } from "#lib/db/client";

export type Pair = readonly [string, string];

/** One pair, whichever is named first. */
export function pairKey([a, b]: Pair): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

const rowOf = ([a, b]: Pair) => (a < b ? { aId: a, bId: b } : { aId: b, bId: a });

/** Remembers it; once more changes nothing. */
export async function markNotDuplicates(pairs: readonly Pair[]): Promise<void> {
  for (const pair of pairs) {
    const row = rowOf(pair);
    await db().notDuplicate.upsert({ where: { aId_bId: row }, create: row, update: {} });
  }
}

export async function forgetNotDuplicates(pairs: readonly Pair[]): Promise<void> {
  for (const pair of pairs) await db().notDuplicate.deleteMany({ where: rowOf(pair) });
}

/** Those pairs among these contacts, by `pairKey`. */
export async function notDuplicatesAmong(ids: readonly string[]): Promise<Set<string>> {
  const apart = new Set<string>();
  for (const some of inChunks(ids)) {
    const rows = await db().notDuplicate.findMany({ where: { aId: { in: some } } });
    for (const { aId, bId } of rows) apart.add(pairKey([aId, bId]));
  }
  return apart;
}

/** A statement takes 999 values on SQLite. */
const mostIds = 500;

export function inChunks(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / mostIds);
  return Array.from({ length: count }, (_, at) => ids.slice(at * mostIds, (at + 1) * mostIds));
}
