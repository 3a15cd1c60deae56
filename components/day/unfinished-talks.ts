import type { CallView } from "#lib/calls/call-view";
import { journalRows } from "../calls/journal-rows";

/**
 * The talks that were served, without those that have their outcome by now, and with those that have ended since.
 * @param since when the day began, in ms
 */
export function unfinishedTalks(
  served: readonly CallView[],
  live: ReadonlyMap<string, CallView>,
  { userId, since }: { userId: string; since: number },
): CallView[] {
  const known = new Set(served.map(({ id }) => id));
  const isOwn = ({ legs }: CallView) =>
    legs.some((leg) => leg.userId === userId && leg.answeredAt !== null);
  const isNew = (call: CallView) =>
    call.direction !== "internal" && Date.parse(call.startedAt) >= since && isOwn(call);
  return journalRows(served, live, { takesNew: true }).filter(
    (call) =>
      call.state === "ended" &&
      call.disposition === "answered" &&
      call.outcome === null &&
      (known.has(call.id) || isNew(call)),
  );
}
