/** Believable calls from a seed: what the PBX tells, step by step, and what must be stored at the end. */
import type { ProviderCallEvent } from "#lib/calls/call-record";
import type { Random } from "./random";

export interface ScriptedCall {
  externalId: string;
  steps: ScriptedStep[];
  expected: ExpectedCall;
}

export interface ScriptedStep {
  /** When it happens, in ms since the step before it. */
  pause: number;
  event: ProviderCallEvent;
}

/** What a call must be once all its steps have come. */
export interface ExpectedCall {
  externalId: string;
  direction: "incoming" | "outgoing";
  state: "ended";
  disposition: "answered" | "no-answer";
  clientRaw: string;
  talkSeconds: number;
  /** Extension → how its part ended. */
  legs: Record<string, "ended" | "missed">;
}

export const extensions = Array.from({ length: 12 }, (_, index) => String(101 + index));

/**
 * @param options.externalId names the call at the provider
 * @param options.longestPause between two of its steps, in ms
 * @param options.called the telephones there are
 * @param options.client the other party's number. @default one from the seed
 */
export function scriptCall(
  random: Random,
  options: {
    externalId: string;
    longestPause?: number;
    called?: readonly string[];
    client?: string;
  },
): ScriptedCall {
  const client = options.client ?? `8343${random.int(2_000_000, 2_999_999)}`;
  const facts = {
    externalId: options.externalId,
    client,
    telephones: options.called ?? extensions,
    talkSeconds: random.chance(0.6) ? random.int(1, 900) : 0,
  };
  const { events, legs, direction } = random.chance(0.8)
    ? incoming(random, facts)
    : outgoing(random, facts);
  const pause = () => random.int(0, options.longestPause ?? 0);
  return {
    externalId: facts.externalId,
    steps: events.map((event) => ({ pause: pause(), event })),
    expected: {
      externalId: facts.externalId,
      direction,
      state: "ended",
      disposition: facts.talkSeconds > 0 ? "answered" : "no-answer",
      clientRaw: client,
      talkSeconds: facts.talkSeconds,
      legs,
    },
  };
}

interface Facts {
  externalId: string;
  client: string;
  telephones: readonly string[];
  /** 0: nobody answered. */
  talkSeconds: number;
}
type Told = Pick<ScriptedCall["expected"], "direction" | "legs"> & { events: ProviderCallEvent[] };

function incoming(random: Random, { externalId, client, telephones, talkSeconds }: Facts): Told {
  const called = random.some(telephones, random.int(1, 5));
  const base = { externalId, direction: "incoming", clientNumber: client } as const;
  const events: ProviderCallEvent[] = called.map((extension) => ({
    kind: "call:ringing",
    ...base,
    extension,
  }));
  const talks = talkSeconds > 0;
  const [extension] = talks ? random.some(called, 1) : called;
  if (talks) events.push({ kind: "call:answered", ...base, extension });
  // The call has ended when the last of its telephones has: the talker's, or each that rang in vain.
  for (const one of talks ? [extension] : called) {
    events.push(ended({ ...base, extension: one }, talkSeconds));
  }
  const legs = Object.fromEntries(
    called.map((one) => [one, talks && one === extension ? "ended" : "missed"] as const),
  );
  return { direction: "incoming", legs, events };
}

function outgoing(random: Random, { externalId, client, telephones, talkSeconds }: Facts): Told {
  const [extension = ""] = random.some(telephones, 1);
  const base = { externalId, clientNumber: client, extension };
  const direction = "outgoing" as const;
  const events: ProviderCallEvent[] = [{ kind: "call:dialling", ...base }];
  if (talkSeconds > 0) events.push({ kind: "call:answered", direction, ...base });
  events.push(ended({ direction, ...base }, talkSeconds));
  return { direction, legs: { [extension]: "ended" }, events };
}

function ended(
  base: Omit<Extract<ProviderCallEvent, { kind: "call:ended" }>, "kind" | "disposition">,
  talkSeconds: number,
): ProviderCallEvent {
  const disposition = talkSeconds > 0 ? "answered" : "no-answer";
  return { kind: "call:ended", ...base, disposition, talkSeconds };
}

/** What makes two tellings the same: a PBX says each of these once in a call. */
export function identityOf(event: ProviderCallEvent): string {
  const extension = "extension" in event ? (event.extension ?? "") : "";
  return [event.externalId, event.kind, extension].join(" ");
}
