/** A callback as browsers see it. */
import { day } from "#lib/base/duration";
import type { CandidateView, ContactSummary } from "#lib/numbers/candidate-view";

/** How far a callback can be postponed, or promised, in ms. */
export const longestPostponement = 90 * day;

export type CallbackKind = "missed" | "lead" | "promised";

/** What is owed to the client: a call, or something that no call settles. */
export const callbackTasks = ["call", "message", "meeting", "other"] as const;
export type CallbackTask = (typeof callbackTasks)[number];

export function readTask(stored: string): CallbackTask {
  return callbackTasks.find((task) => task === stored) ?? "other";
}

export const closedReasons = ["talked", "done", "not-needed", "merged"] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** A client who waits for a call (docs/callbacks.md). Times are ISO 8601. */
export interface CallbackView {
  id: string;
  /** Grows with each change; keep the highest seen. */
  version: number;
  /** What opened it. */
  kind: CallbackKind;
  task: CallbackTask;
  contact: ContactSummary | null;
  /** Whom it may be, best first, of those that the person reaches; empty where `contact` says who it is. */
  candidates: CandidateView[];
  /** How many contacts may have the number, whoever reaches them; 0 where `contact` says who it is. */
  sharedBy: number;
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
    /** The talk that closed it. */
    callId: string | null;
  } | null;
}

/** A lead's failure when its form had ordered as many calls as it may. */
export const ordersStopped = "orders-stopped";
