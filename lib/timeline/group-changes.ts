/** Changes that one person made in one go are one thing to read. */
import type { ChangeEntry, TimelineEntry } from "./timeline-view";

/** Longer between two changes, and they are two visits; in ms. */
const longestPause = 10 * 60_000;

export interface ChangeGroup {
  kind: "changes";
  /** Of its latest change. */
  id: string;
  at: string;
  change: ChangeEntry;
}
type Other = Exclude<TimelineEntry, { kind: "change" }>;

/**
 * Puts edits of one person that stand side by side together; everything else stays as it is.
 * @param entries the latest first
 */
export function groupChanges(entries: readonly TimelineEntry[]): (Other | ChangeGroup)[] {
  const grouped: (Other | ChangeGroup)[] = [];
  let earliest = 0;
  for (const entry of entries) {
    if (entry.kind !== "change") {
      grouped.push(entry);
      continue;
    }
    const { id, at, change } = entry;
    const last = grouped.at(-1);
    const near = earliest - Date.parse(at) <= longestPause;
    earliest = Date.parse(at);
    if (last?.kind === "changes" && near && belongs(last.change, change)) {
      // The earlier ones come first within the group: it is read from top to bottom.
      last.change = { ...last.change, fields: [...change.fields, ...last.change.fields] };
    } else grouped.push({ kind: "changes", id, at, change });
  }
  return grouped;
}

function belongs(a: ChangeEntry, b: ChangeEntry): boolean {
  return a.kind === "edited" && b.kind === "edited" && a.userId === b.userId;
}
