/** Two contacts of whom somebody has said that they are two people. */
import { recordAudit } from "#lib/audit/record-audit";
import { contactsWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { db, transaction, type Tx } from "#lib/db/client";

export type Pair = readonly [string, string];

/** One pair, whichever is named first. */
export function pairKey([a, b]: Pair): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

const rowOf = ([a, b]: Pair) => (a < b ? { aId: a, bId: b } : { aId: b, bId: a });

/** Those pairs of which both are contacts within the person's reach. */
export async function pairsWithin(viewer: Viewer, pairs: readonly Pair[]): Promise<Pair[]> {
  const rows = await db().contact.findMany({
    where: { id: { in: [...new Set(pairs.flat())] }, AND: contactsWithin(await reachOf(viewer)) },
    select: { id: true },
  });
  const known = new Set(rows.map(({ id }) => id));
  return pairs.filter((pair) => pair.every((id) => known.has(id)));
}

/** Remembers it; once more changes nothing. */
export async function markNotDuplicates(pairs: readonly Pair[]): Promise<void> {
  await transaction(async (tx) => {
    for (const pair of pairs) {
      const row = rowOf(pair);
      await tx.notDuplicate.upsert({ where: { aId_bId: row }, create: row, update: {} });
    }
    await recordPairs(tx, pairs, true);
  });
}

export async function forgetNotDuplicates(pairs: readonly Pair[]): Promise<void> {
  await transaction(async (tx) => {
    for (const pair of pairs) await tx.notDuplicate.deleteMany({ where: rowOf(pair) });
    await recordPairs(tx, pairs, false);
  });
}

async function recordPairs(tx: Tx, pairs: readonly Pair[], marked: boolean): Promise<void> {
  if (pairs.length === 0) return;
  const subject = { kind: "contact", ids: [...new Set(pairs.flat())] } as const;
  const changes = { marked: [!marked, marked] } as const;
  await recordAudit(tx, { event: "contact.not-duplicates", subject, changes });
}

/** Those pairs among these contacts, by `pairKey`. */
export async function notDuplicatesAmong(ids: readonly string[]): Promise<Set<string>> {
  const rows = await db().notDuplicate.findMany({ where: { aId: { in: [...ids] } } });
  return new Set(rows.map(({ aId, bId }) => pairKey([aId, bId])));
}
