/** The words of the call's state machine (docs/calls.md). */
import type {
  CallDirection,
  CallDisposition,
  CallEvent,
  ClientCard,
} from "#lib/providers/contract";
import type { CallState, LegState, RoutingReason, RoutingView } from "#lib/realtime/events";

export interface LegRecord {
  extension: string;
  state: LegState;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
}

/** What follows from everything told about a call. */
export interface CallFacts {
  direction: CallDirection;
  state: CallState;
  disposition: CallDisposition | null;
  clientRaw: string;
  trunk: string | null;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** Whole seconds of conversation; null while it lasts, and when nobody told how long it was. */
  talkSeconds: number | null;
  recordingUrl: string | null;
  replayed: boolean;
  /** Why it failed, in the provider's words; `noEndReceived` when the end was inferred. */
  failure: string | null;
  /** Whom the provider takes the client for. */
  clientCard: ClientCard | null;
  /** Where it was sent when it asked. */
  routing: RoutingView | null;
  legs: LegRecord[];
}

export interface CallRecord extends CallFacts {
  /** Everything told about the call so far, in the order in which it happened. */
  told: ToldEvent[];
}

/** Marks an end that the provider never told; a real end that comes later replaces it. */
export const noEndReceived = "no-end-received";

/** What the program itself does to a call, beside what providers report. */
export type OwnCallEvent =
  /** A person clicked a number; the provider has not said anything yet. */
  | { kind: "call:requested"; clientNumber: string; extension: string }
  /** The provider would not place the requested call. */
  | { kind: "call:refused"; reason: string }
  /** The provider has accepted the requested call and told its id. */
  | { kind: "call:placed" }
  /** It asked where to go; told once, before the provider is, so that it is sent once. */
  | { kind: "call:routed"; extension: string | null; reason: RoutingReason }
  /** The provider did not send it there. */
  | { kind: "call:route-failed"; failure: string }
  /** The time in which an end should have come is over. */
  | { kind: "call:lost" };

export type ProviderCallEvent = Extract<CallEvent, { kind: `call:${string}` }>;
export type AnyCallEvent = ProviderCallEvent | OwnCallEvent;

type WithoutId<E> = E extends unknown ? Omit<E, "externalId" | "at"> : never;
/** An event as the call keeps it: `at` is when it happened, in ms; the id is the call's own. */
export type ToldEvent = WithoutId<AnyCallEvent> & { at: number };
export type Told<K extends AnyCallEvent["kind"]> = Extract<ToldEvent, { kind: K }>;
