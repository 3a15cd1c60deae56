/** A contact's timeline between what the server gave, what was loaded since, and what is heard live. */
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { CallView } from "#lib/calls/call-view";
import type { SmsView } from "#lib/sms/sms-view";
import type { TimelineEntry, TimelineKind, TimelinePage } from "#lib/timeline/timeline-view";

/** A page served anew takes the place of its part; what was loaded below it stays. */
export function withServed(known: TimelinePage, served: TimelinePage): TimelinePage {
  const last = served.entries.at(-1);
  if (!last || !served.more) return served;
  const below = known.entries.filter((entry) => isEarlier(entry, last));
  return below.length === 0 ? served : { entries: [...served.entries, ...below], more: known.more };
}

/** @param page what came before the last known entry */
export function withEarlier(known: TimelinePage, page: TimelinePage): TimelinePage {
  const ids = new Set(known.entries.map(({ id }) => id));
  const fresh = page.entries.filter(({ id }) => !ids.has(id));
  return { entries: [...known.entries, ...fresh], more: page.more };
}

/** The entries with calls and messages as they are by now, and those that have come since. */
export function withLive(
  { entries, more }: TimelinePage,
  live: { calls: ReadonlyMap<string, CallView>; sms: ReadonlyMap<string, SmsView> },
  { contactId, kinds }: { contactId: string; kinds: readonly TimelineKind[] },
): TimelineEntry[] {
  const known = new Set(entries.map(({ id }) => id));
  const last = entries.at(-1);
  const current = entries.map((entry) => asHeard(entry, live));
  const come: TimelineEntry[] = [
    ...[...live.calls.values()].map(
      (call) => ({ kind: "call", id: call.id, at: call.startedAt, call }) as const,
    ),
    ...[...live.sms.values()].map(
      (sms) => ({ kind: "sms", id: sms.id, at: sms.createdAt, sms }) as const,
    ),
  ].filter(
    (entry) =>
      !known.has(entry.id) &&
      kinds.includes(entry.kind) &&
      // What is older belongs on a page that was not loaded yet.
      (!more || !last || !isEarlier(entry, last)),
  );
  return [...come, ...current]
    .filter((entry) => isOf(entry, contactId))
    .sort((a, b) => (isEarlier(a, b) ? 1 : -1));
}

/**
 * Names the contact's callbacks that were opened, changed or closed since the entries were read: the
 * live ones lack an entry's time, so the page has to be served anew. Empty when there are none.
 */
export function unseenCallbacks(
  { entries, more }: TimelinePage,
  live: readonly CallbackView[],
  { contactId, kinds }: { contactId: string; kinds: readonly TimelineKind[] },
): string {
  if (!kinds.includes("callback")) return "";
  const last = entries.at(-1);
  const unseen = live.filter((callback) => {
    if (callback.contact?.id !== contactId) return false;
    const entry = entries.find(({ id }) => id === callback.id);
    if (entry?.kind === "callback") {
      const { missedCount, attempts, closed } = entry.callback;
      return (
        missedCount !== callback.missedCount ||
        attempts !== callback.attempts ||
        (closed === null) !== (callback.closed === null)
      );
    }
    // What is older belongs on a page that was not loaded yet.
    return !callback.closed && (!more || !last || callback.waitingSince >= last.at);
  });
  return unseen.map(({ id, version }) => `${id} ${version}`).join(", ");
}

function asHeard(entry: TimelineEntry, live: Parameters<typeof withLive>[1]): TimelineEntry {
  if (entry.kind === "call") {
    const call = live.calls.get(entry.id);
    return call && call.version > entry.call.version ? { ...entry, call } : entry;
  }
  if (entry.kind === "sms") {
    const sms = live.sms.get(entry.id);
    return sms && sms.version > entry.sms.version ? { ...entry, sms } : entry;
  }
  return entry;
}

/** A call may have been given to another contact since. */
function isOf(entry: TimelineEntry, contactId: string): boolean {
  if (entry.kind === "call") return entry.call.contact?.id === contactId;
  return entry.kind !== "sms" || entry.sms.contactId === contactId;
}

function isEarlier(a: TimelineEntry, b: TimelineEntry): boolean {
  return a.at < b.at || (a.at === b.at && a.id < b.id);
}
