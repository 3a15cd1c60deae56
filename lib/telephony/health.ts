/**
 * What is noticed of each connection while the program runs: how it stood, how quickly its rings were
 * pushed, what its hook was sent. In memory and bounded: the inbox and the journal hold what has to last.
 */
import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import type { ConnectionView } from "#lib/realtime/events";
import type { WebhookResult } from "./receive-webhook";

export interface StateChange {
  state: ConnectionView["state"];
  code: string | null;
  detail: string | null;
  /** ISO 8601. */
  at: string;
}

/** A kind of refusal at the hooks door, e.g. a wrong token. */
export interface HookRefusal {
  status: number;
  code: string;
  message: string;
  count: number;
  /** ISO 8601. */
  lastAt: string;
}

export interface NoticedHealth {
  /** Since when all this is counted, ISO 8601. */
  since: string;
  /** Newest first. */
  states: StateChange[];
  /** From a ring's arrival at our door to its push to the browsers, in ms; null before the first. */
  push: { rings: number; p50: number; p95: number } | null;
  hooks: {
    accepted: number;
    lastAcceptedAt: string | null;
    /** Latest first. */
    refused: HookRefusal[];
  };
}

const mostStates = 20;
const mostRefusals = 20;
const longestMessage = 200;
/** In ms; what takes longer counts as this. Two figures are exact enough for a person. */
const pushTimes = { lowest: 1, highest: 60_000, figures: 2 };

interface Noticed {
  states: StateChange[];
  push: RecordableHistogram;
  accepted: number;
  lastAcceptedAt: string | null;
  refused: Map<string, HookRefusal>;
}

export type Health = ReturnType<typeof createHealth>;

export function createHealth() {
  const since = new Date().toISOString();
  const connections = new Map<string, Noticed>();

  function noticed(connectionId: string): Noticed {
    const known = connections.get(connectionId);
    if (known) return known;
    const fresh: Noticed = {
      states: [],
      push: createHistogram(pushTimes),
      accepted: 0,
      lastAcceptedAt: null,
      refused: new Map(),
    };
    connections.set(connectionId, fresh);
    return fresh;
  }

  return {
    stateTold(connectionId: string, { state, code, detail }: ConnectionView): void {
      const { states } = noticed(connectionId);
      const [last] = states;
      if (last?.state === state && last.code === code) return;
      states.unshift({ state, code, detail, at: new Date().toISOString() });
      states.length = Math.min(states.length, mostStates);
    },

    ringPushed(connectionId: string, receivedAt: Date): void {
      const took = Date.now() - receivedAt.getTime();
      const { lowest, highest } = pushTimes;
      noticed(connectionId).push.record(Math.min(Math.max(took, lowest), highest));
    },

    hookAnswered(connectionId: string, result: WebhookResult): void {
      const one = noticed(connectionId);
      if (result.ok && result.answer.status < 400) {
        one.accepted += 1;
        one.lastAcceptedAt = new Date().toISOString();
      } else if (result.ok) {
        const { status, body } = result.answer;
        refuse(one.refused, { status, code: "refused", message: body });
      } else refuse(one.refused, result);
    },

    forget(connectionId: string): void {
      connections.delete(connectionId);
    },

    of(connectionId: string): NoticedHealth {
      const { states, push, accepted, lastAcceptedAt, refused } = noticed(connectionId);
      const rings = push.count;
      return {
        since,
        states: [...states],
        push: rings ? { rings, p50: push.percentile(50), p95: push.percentile(95) } : null,
        hooks: { accepted, lastAcceptedAt, refused: [...refused.values()].reverse() },
      };
    },
  };
}

/** The latest kinds of refusal; the one that came last stands last. */
function refuse(
  refused: Map<string, HookRefusal>,
  refusal: { status: number; code: string; message: string },
): void {
  const { status, code } = refusal;
  const message = refusal.message.slice(0, longestMessage);
  const key = `${status} ${code} ${message}`;
  const count = (refused.get(key)?.count ?? 0) + 1;
  refused.delete(key);
  refused.set(key, { status, code, message, count, lastAt: new Date().toISOString() });
  if (refused.size > mostRefusals) refused.delete(refused.keys().next().value!);
}
