/** A contact's timeline as pages and browsers hold it. Times are ISO 8601. */
import { minute } from "#lib/base/duration";
import type { CallbackChangeKind } from "#lib/callbacks/callback-record";
import type { CallbackKind, CallbackTask, ClosedReason } from "#lib/callbacks/callback-view";
import type { CallView } from "#lib/calls/call-view";
import type { ChangeKind } from "#lib/contacts/contact-history";
import type { SmsView } from "#lib/sms/sms-view";

export const timelineKinds = ["call", "note", "sms", "callback", "change"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface NoteView {
  id: string;
  text: string;
  userId: string | null;
  /** Those whom it names, as it spells them. */
  mentions: readonly { userId: string; name: string }[];
  /** Written during this call. */
  callId: string | null;
  /** Changed after it was written. */
  edited: boolean;
  /** By whoever looks at it. */
  editable: boolean;
}

export interface CallbackEntry {
  kind: CallbackKind;
  task: CallbackTask;
  note: string | null;
  /** How often the client tried. */
  missedCount: number;
  /** How often we did. */
  attempts: number;
  dueAt: string;
  closed: { at: string; byId: string | null; reason: ClosedReason } | null;
  /** What people did with it, the earliest first. */
  changes: CallbackChangeView[];
}

export interface CallbackChangeView {
  kind: CallbackChangeKind;
  at: string;
  userId: string;
  /** Until or for when, of a postponement or a promise; null: the postponement ended. */
  until: string | null;
  /** To whom, of a hand-over; null: to nobody in particular. */
  toId: string | null;
}

/** A field's value as it can be worded: a list is compared piece by piece. */
export type FieldValue = string | boolean | readonly string[] | null;

export interface FieldChange {
  field: string;
  from: FieldValue;
  to: FieldValue;
}

export interface ChangeEntry {
  kind: ChangeKind;
  /** Null: the program itself. */
  userId: string | null;
  fields: FieldChange[];
}

interface Entry {
  id: string;
  /** Where it stands in the timeline. */
  at: string;
}
export type TimelineEntry = Entry &
  (
    | {
        kind: "call";
        call: CallView;
        /** What was noted during the call; only on a settled page, where the note is no entry of its own. */
        note?: string | null;
      }
    | { kind: "note"; note: NoteView }
    | { kind: "sms"; sms: SmsView }
    | { kind: "callback"; callback: CallbackEntry }
    | { kind: "change"; change: ChangeEntry }
  );

export interface TimelinePage {
  /** The latest first. */
  entries: TimelineEntry[];
  /** Whether there are earlier ones. */
  more: boolean;
}

/** The last entry somebody has; what comes next is earlier. */
export interface TimelineCursor {
  at: string;
  id: string;
}

/** Longer between two changes, and they are two visits; in ms. */
const longestPause = 10 * minute;

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
