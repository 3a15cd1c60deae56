/** What of a callback's changes its entry has not said yet. */
import { minute } from "#lib/base/duration";
import type { CallbackChangeView, CallbackEntry } from "#lib/timeline/timeline-view";

export interface ToldChange extends CallbackChangeView {
  /** The entry's title names the time it was promised for. */
  isInTitle: boolean;
  /** It happened when the entry began, whose time says so. */
  isAtOnce: boolean;
}

/**
 * The title says until when it is promised, and the line below who closed it and when: neither is said again. The
 * same done twice in a row is told once.
 * @param at when the entry began, ISO 8601
 */
export function toldChanges(at: string, callback: CallbackEntry): ToldChange[] {
  const { kind, task, dueAt, closed, changes } = callback;
  const namesTime = kind === "promised" || task !== "call";
  const ended = closed && changes.findLastIndex((one) => one.kind === "closed");
  return changes.flatMap((change, index) => {
    const next = changes[index + 1];
    if (index === ended || (next && isSame(change, next))) return [];
    const isInTitle = namesTime && change.kind === "promised" && change.until === dueAt;
    const isAtOnce = Date.parse(change.at) - Date.parse(at) < minute;
    return [{ ...change, isInTitle, isAtOnce }];
  });
}

function isSame(a: CallbackChangeView, b: CallbackChangeView): boolean {
  return a.kind === b.kind && a.userId === b.userId && a.until === b.until && a.toId === b.toId;
}
