/**
 * What is noticed of each connection while the program runs: how it stood, how quickly its rings were
 * pushed, what its hook was sent. In memory and bounded: the inbox and the journal hold what has to last.
 */
import { currentMs, currentTime } from "#lib/base/clock";
import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import { BoundedMap } from "#lib/base/bounded-map";
import { minute } from "#lib/base/duration";
import type {
  ConnectionView,
  HookRefusal,
  NoticedHealth,
  StateChange,
} from "#lib/connections/connection-view";
import type { WebhookResult } from "./receive-webhook";

const mostStates = 20;
const mostRefusals = 20;
const longestMessage = 200;
/** In ms; what takes longer counts as this. Two figures are exact enough for a person. */
const pushTimes = { lowest: 1, highest: minute, figures: 2 };

interface Noticed {
  states: StateChange[];
  push: RecordableHistogram;
  accepted: number;
  lastAcceptedAt: string | null;
  refused: BoundedMap<string, HookRefusal>;
}

export type Health = ReturnType<typeof createHealth>;

export function createHealth() {
  const since = currentTime().toISOString();
  const connections = new Map<string, Noticed>();

  function noticed(connectionId: string): Noticed {
    const known = connections.get(connectionId);
    if (known) return known;
    const added: Noticed = {
      states: [],
      push: createHistogram(pushTimes),
      accepted: 0,
      lastAcceptedAt: null,
      refused: new BoundedMap(mostRefusals),
    };
    connections.set(connectionId, added);
    return added;
  }

  return {
    stateReported(connectionId: string, { state, code, detail }: ConnectionView): void {
      const { states } = noticed(connectionId);
      const [last] = states;
      if (last?.state === state && last.code === code) return;
      states.unshift({ state, code, detail, at: currentTime().toISOString() });
      states.length = Math.min(states.length, mostStates);
    },

    ringPushed(connectionId: string, receivedAt: Date): void {
      const took = currentMs() - receivedAt.getTime();
      const { lowest, highest } = pushTimes;
      noticed(connectionId).push.record(Math.min(Math.max(took, lowest), highest));
    },

    hookAnswered(connectionId: string, result: WebhookResult): void {
      const hooks = noticed(connectionId);
      if (result.ok && result.answer.status < 400) {
        hooks.accepted += 1;
        hooks.lastAcceptedAt = currentTime().toISOString();
      } else if (result.ok) {
        const { status, body } = result.answer;
        refuse(hooks.refused, { status, code: "refused", message: body });
      } else refuse(hooks.refused, result);
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
  refused: BoundedMap<string, HookRefusal>,
  refusal: { status: number; code: string; message: string },
): void {
  const { status, code } = refusal;
  const message = refusal.message.slice(0, longestMessage);
  const key = `${status} ${code} ${message}`;
  const count = (refused.get(key)?.count ?? 0) + 1;
  refused.set(key, { status, code, message, count, lastAt: currentTime().toISOString() });
}
