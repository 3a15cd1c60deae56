/** A callback as browsers see it. */
import type { ContactSummary } from "#lib/numbers/candidate-view";

export type CallbackKind = "missed" | "lead" | "promised";

export const closedReasons = ["talked", "done", "not-needed", "merged"] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** A client who waits for a call (docs/callbacks.md). Times are ISO 8601. */
export interface CallbackView {
  id: string;
  /** Grows with each change; keep the highest seen. */
  version: number;
  /** What opened it. */
  kind: CallbackKind;
  contact: ContactSummary | null;
  number: { raw: string; e164: string | null };
  /** User id of the client's owner. */
  ownerId: string | null;
  note: string | null;
  /** Start of the waiting; for a promise, the promised time. */
  waitingSince: string;
  /** When the call is due. */
  dueAt: string;
  /** A person promised the client this time. */
  promised: boolean;
  /** Not shown as waiting before this time. */
  postponedUntil: string | null;
  /** Number of missed calls of the client. */
  missedCount: number;
  /** Last missed call; `line` is the number the client dialled. */
  missed: { at: string; connection: string; line: string | null } | null;
  /** Form on the site, if one was sent; `order` is the provider's id of the ordered call. */
  lead: {
    name: string | null;
    title: string | null;
    page: string | null;
    connection: string;
    order: string | null;
    /** Why the order was refused: the provider's words, or `ordersStopped`. */
    failure: string | null;
  } | null;
  /** Number of our attempts. */
  attempts: number;
  lastAttemptAt: string | null;
  /** Person who is on it; void after `until`. */
  claim: { userId: string; until: string } | null;
  closed: {
    at: string;
    reason: ClosedReason;
    userId: string | null;
  } | null;
}

/** A lead's failure when its form had ordered as many calls as it may. */
export const ordersStopped = "orders-stopped";
