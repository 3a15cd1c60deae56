/**
 * The socket.io contract, shared by server and browser (docs/realtime.md).
 * What a person does goes through server actions; a browser asks one thing here: what is under way.
 */
import type { CallDirection, CallDisposition, ClientCard } from "#lib/providers/contract";

export type CallState = "dialling" | "ringing" | "active" | "ended";
export type LegState = "ringing" | "answered" | "missed" | "ended";

/** Where a call stands for one person; a card is put away for as long as its stage lasts. */
export const cardStages = ["ringing", "active", "wrap-up", "farewell"] as const;
export type CardStage = (typeof cardStages)[number];

/** Why an arriving call that asked where to go was sent there (docs/calls.md). */
export type RoutingReason =
  | "owner"
  | "owner-away"
  | "owner-do-not-disturb"
  | "owner-busy"
  | "owner-elsewhere"
  | "owner-disabled"
  | "no-owner"
  | "several-owners"
  | "unknown-client";

export interface RoutingView {
  /** null: nobody was to have it, so it was left to the PBX. */
  extension: string | null;
  reason: RoutingReason;
  /** Why it could not be sent there, in the provider's words. */
  failure: string | null;
}

export interface LegView {
  extension: string;
  userId: string | null;
  state: LegState;
  /** When this extension began to talk; null when it never did. */
  answeredAt: string | null;
  /** The stage at which its person put the card away. */
  dismissed: CardStage | null;
}

/** Why a contact is taken for whoever has a number. */
export interface MatchReason {
  /** national: only the national digits are equal, because the stored number tells no country. */
  kind: "number" | "national";
  /** Which of the contact's numbers it is, from 1; null when it is none of them, but chosen. */
  position: number | null;
  /** What that number is, in the words of whoever wrote it down. */
  label: string | null;
  /** Somebody has said that it is this contact. */
  chosen: boolean;
}

export interface ContactSummary {
  id: string;
  name: string;
  company: string | null;
}

/** A contact whose call it is, or may be. */
export interface CandidateView extends ContactSummary {
  /** Id of the person whose contact it is. */
  owner: string | null;
  /** Why it is a candidate; null of a call's own contact. */
  reason: MatchReason | null;
}

/** What a talk gave, in the team's words: `name`, or what `outcomes.<key>` says until somebody renames it. */
export interface OutcomeView {
  id: string;
  key: string | null;
  name: string | null;
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
  contact: CandidateView | null;
  /** Whom it may be, best first: the one contact, or several among whom nobody has chosen yet. */
  candidates: CandidateView[];
  legs: LegView[];
  startedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  talkSeconds: number | null;
  hasRecording: boolean;
  /** Told by a history replay: belongs in the journal, never on a card. */
  replayed: boolean;
  /** Why it failed, in the provider's words; null when it did not. */
  failure: string | null;
  /** Whom the provider's own directory takes the client for. */
  clientCard: ClientCard | null;
  /** Of a call that asked where to go: where it was sent, and why. */
  routing: RoutingView | null;
  /** What the talk gave, as said at wrap-up; what the line did is the disposition. */
  outcome: OutcomeView | null;
}

export type SmsState = "requested" | "refused" | "sending" | "failed" | "sent";

/** One whole text message. Times are ISO 8601. */
export interface SmsView {
  id: string;
  /** Grows with each change; keep the highest seen. */
  version: number;
  /** The connection's slug. */
  connection: string;
  direction: "outgoing";
  extension: string;
  userId: string | null;
  contactId: string | null;
  number: { raw: string; e164: string | null };
  /** Empty when only its status was told. */
  text: string;
  state: SmsState;
  /** Why it was refused, in the provider's words. */
  failure: string | null;
  createdAt: string;
  sentAt: string | null;
}

/** A client the team owes a call (docs/callbacks.md), whole. Times are ISO 8601. */
export interface CallbackView {
  id: string;
  /** Grows with each change; keep the highest seen. */
  version: number;
  /** What brought it first. */
  kind: "missed" | "lead" | "promised";
  contact: ContactSummary | null;
  number: { raw: string; e164: string | null };
  /** Whose client it is. */
  ownerId: string | null;
  note: string | null;
  /** Since when the client waits; of a promised one, when it was promised for. */
  waitingSince: string;
  /** When it should be done. */
  dueAt: string;
  /** Somebody has promised the client this time. */
  promised: boolean;
  /** Not shown among those that wait before this. */
  postponedUntil: string | null;
  /** How often the client has tried. */
  missedCount: number;
  /** The last call that was missed; `line` is the number that was dialled. */
  missed: { at: string; connection: string; line: string | null } | null;
  /** The form on the site, where there was one; `order`: the provider's id of the call it was asked for. */
  lead: {
    name: string | null;
    title: string | null;
    page: string | null;
    connection: string;
    order: string | null;
    /** Why the provider did not take the order, in its words. */
    failure: string | null;
  } | null;
  /** How often we have tried. */
  attempts: number;
  lastAttemptAt: string | null;
  /** Who is on it; worth nothing after `until`. */
  claim: { userId: string; until: string } | null;
  closed: {
    at: string;
    reason: "talked" | "done" | "not-needed" | "merged";
    userId: string | null;
  } | null;
}

/** What people can do through a connection: what its provider's adapter can. */
export type ConnectionAbility =
  "calls" | "hangUp" | "transfer" | "sms" | "history" | "directory" | "campaigns" | "leads";

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
  abilities: ConnectionAbility[];
}

/** Whether a person is there. */
export interface PresenceView {
  userId: string;
  /** Calls may not ring aloud at their screens. */
  doNotDisturb: boolean;
  /** A provider says that they have gone away from one of their telephones (its pause). */
  away: boolean;
}

/** A colleague somebody can hand a call to. */
export interface TransferTarget extends PresenceView {
  name: string;
  extension: string;
  /** Their telephone rings, or they talk. */
  busy: boolean;
}

/** What a person does, the first of these that is true. */
export type TeamState =
  "talking" | "ringing" | "dialling" | "wrap-up" | "away" | "offline" | "do-not-disturb" | "free";

/** One person on the team board. Times are ISO 8601. */
export interface TeamMember {
  userId: string;
  name: string;
  extensions: string[];
  state: TeamState;
  /** Since when, of a call and of a wrap-up. */
  since: string | null;
  /** With whom; only for those who may see every call. */
  client: { name: string | null; number: { raw: string; e164: string | null } } | null;
  /** Only for those who may see every call. */
  today: { answered: number; missed: number; outgoing: number; talkSeconds: number } | null;
}

/** The whole board, never a delta. */
export interface TeamBoard {
  /** Grows; keep the highest seen. */
  version: number;
  members: TeamMember[];
  /** Calls from outside that ring and that nobody has taken yet. */
  ringing: { count: number; oldest: string | null };
  /** Clients somebody owes a call. */
  callbacks: { count: number; oldest: string | null };
}

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
  /** To those who watch it. */
  board: (board: TeamBoard) => void;
}

export type RefreshAnswer =
  ({ ok: true } & CallsSnapshot) | { ok: false; code: "invalid" | "too-often" | "failed" };

export type BoardAnswer = { ok: true; board: TeamBoard } | { ok: false; code: "failed" };

export interface ClientToServerEvents {
  /** From now on the team board is pushed here; the answer is how it is now. */
  "board:watch": (payload: Record<string, never>, answer: (answer: BoardAnswer) => void) => void;
  "board:leave": (payload: Record<string, never>) => void;
  /** An answer proves that the socket is alive at both ends. */
  "calls:refresh": (
    payload: Record<string, never>,
    answer: (answer: RefreshAnswer) => void,
  ) => void;
}

/** What copies of the program tell each other. */
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
