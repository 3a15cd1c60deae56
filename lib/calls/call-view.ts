/** A call as browsers and the REST API see it. */
import { hour } from "#lib/base/duration";
import type { CallDirection, CallDisposition, ClientCard } from "#lib/providers/contract";
import type { CandidateView } from "#lib/numbers/candidate-view";

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

/** What a talk gave, in the team's words: `name`, or what `outcomes.<key>` says until somebody renames it. */
export interface OutcomeView {
  id: string;
  key: string | null;
  name: string | null;
}

/** An outcome to choose from. */
export interface OfferedOutcome extends OutcomeView {
  /** Whoever chooses it is asked when to call the client back. */
  askWhen: boolean;
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

/** How long a talk whose card is not dismissed awaits wrap-up, in ms. */
export const wrapUpWindow = 4 * hour;
