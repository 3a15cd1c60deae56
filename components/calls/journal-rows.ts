import type { CallView } from "#lib/calls/call-view";

/**
 * The rows a page of the journal was served with, as they are by now, and those that have come since; newest
 * first. A call that becomes known may have begun before others: history tells it late, and so may a PBX.
 */
export function journalRows(
  served: readonly CallView[],
  live: ReadonlyMap<string, CallView>,
  { takesNew }: { takesNew: boolean },
): CallView[] {
  const known = new Set(served.map(({ id }) => id));
  const current = served.map((call) => {
    const pushed = live.get(call.id);
    return pushed && pushed.version > call.version ? pushed : call;
  });
  if (!takesNew) return current;
  const oldest = served.at(-1)?.startedAt ?? "";
  const come = [...live.values()].filter(
    ({ id, startedAt }) => !known.has(id) && startedAt >= oldest,
  );
  return [...current, ...come].sort(newestFirst);
}

/** The order of the journal's query. */
function newestFirst(a: CallView, b: CallView): number {
  return compare(b.startedAt, a.startedAt) || compare(b.id, a.id);
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
