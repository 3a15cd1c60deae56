/**
 * The socket.io contract, shared by server and browser (docs/realtime.md).
 * What a person does goes through server actions; a browser asks one thing here: what is under way.
 */
import type { CallView, OfferedOutcome } from "#lib/calls/call-view";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { ConnectionView } from "#lib/connections/connection-view";
import type { PresenceView } from "#lib/people/presence";
import type { SmsView } from "#lib/sms/sms-view";
import type { TeamBoard } from "#lib/team/board-view";

/** What a person's screens have to show now, by which a browser corrects what it believed. */
export interface CallsSnapshot {
  calls: CallView[];
}

export interface ServerToClientEvents {
  call: (call: CallView) => void;
  "calls:snapshot": (snapshot: CallsSnapshot) => void;
  connection: (connection: ConnectionView) => void;
  sms: (sms: SmsView) => void;
  /** Whole callbacks that have changed; those of one moment come together. */
  callback: (changed: CallbackView[]) => void;
  /** All that are open, the most urgent first, up to 500. */
  "callbacks:snapshot": (snapshot: { callbacks: CallbackView[] }) => void;
  presence: (presence: PresenceView) => void;
  /**
   * The browser may show what is no more, or may not have been told of something: it asks for what is under way.
   * `page`: and for its page, which would not be asked for again while an answer about it leads elsewhere.
   */
  stale: (what: { page: boolean }) => void;
  /** Those to choose from at wrap-up, in order, after an administrator has edited them. */
  outcomes: (outcomes: OfferedOutcome[]) => void;
  /** A note about the contact has come, changed or gone: pages that show it (`contact:watch`) read them anew. */
  notes: (about: { contactId: string }) => void;
  /** How many notices the person has not seen yet. */
  notices: (count: { unread: number }) => void;
  /** To those who watch it. */
  board: (board: TeamBoard) => void;
}

export type RefreshAnswer =
  ({ ok: true } & CallsSnapshot) | { ok: false; code: "invalid" | "too-often" | "failed" };

export type BoardAnswer =
  { ok: true; board: TeamBoard } | { ok: false; code: "too-often" | "failed" };

export interface ClientToServerEvents {
  /** From now on the team board is pushed here; the answer, once a second, is how it is now. */
  "board:watch": (payload: Record<string, never>, answer: (answer: BoardAnswer) => void) => void;
  "board:leave": (payload: Record<string, never>) => void;
  /** This browser shows the contact: it is told of notes about it. */
  "contact:watch": (payload: { contactId: string }) => void;
  /** An answer proves that the socket is alive at both ends. */
  "calls:refresh": (
    payload: Record<string, never>,
    answer: (answer: RefreshAnswer) => void,
  ) => void;
}

/** Messages between copies of the program. */
export interface InterServerEvents {
  /** Something has changed that a team board shows. */
  "board:changed": () => void;
}

/** Who a socket belongs to; set at sign-in, read by the server alone. */
export interface SocketData {
  userId: string;
  sessionId: string;
  role: "admin" | "manager" | "sales";
}
