import { db } from "#lib/db/client";
import type { OutcomeView } from "#lib/calls/call-view";

/** An outcome as the list that an administrator edits shows it. */
export interface ListedOutcome extends OutcomeView {
  archived: boolean;
}

/** Outcomes on keys: 1 to 9. */
export const mostOutcomes = 9;

const select = { id: true, key: true, name: true } as const;

/** Those to choose from, in order: the first is on key 1. */
export function activeOutcomes(): Promise<OutcomeView[]> {
  return db().outcome.findMany({
    where: { archivedAt: null },
    select,
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: mostOutcomes,
  });
}

/** All of them, in order; the archived ones, the last archived first, at the end. */
export async function listOutcomes(): Promise<ListedOutcome[]> {
  const archived = await db().outcome.findMany({
    where: { archivedAt: { not: null } },
    select,
    orderBy: [{ archivedAt: "desc" }, { id: "asc" }],
  });
  return [
    ...(await activeOutcomes()).map((outcome) => ({ ...outcome, archived: false })),
    ...archived.map((one) => ({ ...one, archived: true })),
  ];
}
