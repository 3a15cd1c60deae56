/** Types of the call's state machine, and when two records look the same (docs/calls.md). */
import type {
  CallDirection,
  CallDisposition,
  CallEvent,
  ClientCard,
} from "#lib/providers/contract";
import type { CallState, LegState, RoutingReason, RoutingView } from "./call-view";

export interface LegRecord {
  extension: string;
  state: LegState;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
}

/** A call's facts, folded from its events. */
export interface CallFacts {
  direction: CallDirection;
  state: CallState;
  disposition: CallDisposition | null;
  clientRaw: string;
  trunk: string | null;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** Whole seconds of conversation; null while it lasts, and when no event gives its length. */
  talkSeconds: number | null;
  recordingUrl: string | null;
  replayed: boolean;
  /** Why it failed, in the provider's words; `noEndReceived` when the end was inferred. */
  failure: string | null;
  /** Whom the provider takes the client for. */
  clientCard: ClientCard | null;
  /** The destination a routing request was answered with. */
  routing: RoutingView | null;
  legs: LegRecord[];
}

export interface CallRecord extends CallFacts {
  /** All events of the call so far, in the order in which they happened. */
  events: RecordedEvent[];
}

/** Marks an inferred end: the provider sent none. A real end that arrives later replaces it. */
export const noEndReceived = "no-end-received";

/** What the program itself does to a call, beside what providers report. */
export type OwnCallEvent =
  /** A person clicked a number; the provider has not said anything yet. */
  | { kind: "call:requested"; clientNumber: string; extension: string }
  /** The provider would not place the requested call. */
  | { kind: "call:refused"; reason: string }
  /** The provider has accepted the requested call and given its id. */
  | { kind: "call:placed" }
  /** The answer to a routing request; recorded once, before the provider gets it, so it is sent once. */
  | { kind: "call:routed"; extension: string | null; reason: RoutingReason }
  /** The provider refused the routing answer. */
  | { kind: "call:route-failed"; failure: string }
  /** No end came within the time limit. */
  | { kind: "call:lost" };

export type ProviderCallEvent = Extract<CallEvent, { kind: `call:${string}` }>;
export type AnyCallEvent = ProviderCallEvent | OwnCallEvent;

type WithoutId<E> = E extends unknown ? Omit<E, "externalId" | "at"> : never;
/**
 * An event as the call keeps it: `at` is when it happened, in ms; the provider's id is the call's own, or that
 * of its `part`.
 */
export type RecordedEvent = WithoutId<AnyCallEvent> & { at: number; part?: string };
export type RecordedEventOf<K extends AnyCallEvent["kind"]> = Extract<RecordedEvent, { kind: K }>;

const comparedFacts = [
  "direction",
  "state",
  "disposition",
  "clientRaw",
  "trunk",
  "startedAt",
  "answeredAt",
  "endedAt",
  "talkSeconds",
  "recordingUrl",
  "replayed",
  "failure",
  "clientCard",
  "routing",
] as const satisfies readonly (keyof CallFacts)[];

const comparedLegFacts = [
  "extension",
  "state",
  "startedAt",
  "answeredAt",
  "endedAt",
] as const satisfies readonly (keyof LegRecord)[];

/** Whether a person would see no difference between two states of a call. */
export function looksTheSame(a: CallFacts, b: CallFacts): boolean {
  if (a === b) return true;
  return (
    a.legs.length === b.legs.length &&
    comparedFacts.every((fact) => isSame(a[fact], b[fact])) &&
    a.legs.every((leg, index) => isSameLeg(leg, b.legs[index]!))
  );
}

export function isSameLeg(a: LegRecord, b: LegRecord): boolean {
  return comparedLegFacts.every((fact) => isSame(a[fact], b[fact]));
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b);
}
