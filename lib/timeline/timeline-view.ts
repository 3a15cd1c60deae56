/** What a contact's timeline shows, as pages and browsers hold it. Times are ISO 8601. */
import type { CallView, SmsView } from "#lib/realtime/events";

export const timelineKinds = ["call", "note", "sms", "callback", "change"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface NoteView {
  id: string;
  text: string;
  userId: string | null;
  /** Written during this call. */
  callId: string | null;
  /** Changed after it was written. */
  edited: boolean;
  /** By whoever looks at it. */
  editable: boolean;
}

export interface CallbackEntry {
  kind: "missed" | "lead" | "promised";
  note: string | null;
  /** How often the client tried. */
  missedCount: number;
  /** How often we did. */
  attempts: number;
  dueAt: string;
  closed: { at: string; byId: string | null; reason: ClosedReason } | null;
}
export const closedReasons = ["talked", "done", "not-needed", "merged"] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** A field's value as it can be worded: a list is compared piece by piece. */
export type FieldValue = string | boolean | readonly string[] | null;

export interface FieldChange {
  field: string;
  from: FieldValue;
  to: FieldValue;
}

export const changeKinds = [
  "created",
  "edited",
  "deleted",
  "restored",
  "merged",
  "unmerged",
  "imported",
] as const;

export interface ChangeEntry {
  kind: (typeof changeKinds)[number];
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
    | { kind: "call"; call: CallView }
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
