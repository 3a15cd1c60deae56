/**
 * The socket.io contract, shared by server and browser (docs/realtime.md).
 * Server to client only: what a person does goes through server actions.
 */
import type { CallDirection, CallDisposition } from "#lib/providers/contract";

export type CallState = "dialling" | "ringing" | "active" | "ended";
export type LegState = "ringing" | "answered" | "missed" | "ended";

export interface ContactSummary {
  id: string;
  name: string;
  company: string | null;
}

/** One whole call, never a delta. Times are ISO 8601. */
export interface CallView {
  id: string;
  /** Grows with each change; keep the highest seen. */
  version: number;
  /** The connection's slug. */
  connection: string;
  direction: CallDirection;
  state: CallState;
  disposition: CallDisposition | null;
  clientNumber: { raw: string; e164: string | null };
  trunk: string | null;
  /** The one contact with this number, or the one chosen among several. */
  contact: ContactSummary | null;
  /** All contacts with this number: one, or several among whom nobody has chosen yet. */
  candidates: ContactSummary[];
  legs: { extension: string; userId: string | null; state: LegState }[];
  startedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  talkSeconds: number | null;
  hasRecording: boolean;
  /** Told by a history replay: belongs in the journal, never on a card. */
  replayed: boolean;
  /** Why it failed, in the provider's words; null when it did not. */
  failure: string | null;
}

/** `off`: switched off by an administrator. The others as in the provider contract. */
export type ConnectionState = "off" | "connecting" | "online" | "waiting" | "refused";

export interface ConnectionView {
  slug: string;
  name: string;
  provider: string;
  simulator: boolean;
  state: ConnectionState;
  /** Why, in plain English, e.g. "authorization failed (4008)". */
  detail: string | null;
  /** Stable code of the reason; `providers.<provider>.reasons.<code>` words it in the interface's language. */
  code: string | null;
  /** When the next try is due, ISO 8601. */
  retryAt: string | null;
  /** Since when the state holds, ISO 8601. */
  since: string;
}

export interface ServerToClientEvents {
  call: (call: CallView) => void;
  "calls:snapshot": (snapshot: { calls: CallView[] }) => void;
  connection: (connection: ConnectionView) => void;
}

export type ClientToServerEvents = Record<never, never>;

/** Who a socket belongs to; set at sign-in, read by the server alone. */
export interface SocketData {
  userId: string;
  sessionId: string;
  role: "admin" | "manager" | "sales";
}
