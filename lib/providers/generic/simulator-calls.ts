/** Calls at the simulated PBX: told as they go, listed in the history when they are over. */
import { setTimeout as sleep } from "node:timers/promises";
import type { HookSender } from "./simulator-hooks";
import type { WrittenEvent } from "./event";

export interface SimulatedCall {
  direction: "incoming" | "outgoing";
  client: string;
  /** Who rings, or dials. */
  extensions: readonly string[];
  /** Who answers; nobody by default. */
  answeredBy?: string;
  /** Who is handed the call after half of the talk. */
  handedTo?: string;
  /** From the start to the answer, and from the answer to the end, in ms. @default 1500 and 3000 */
  rings?: number;
  talks?: number;
}

type Ended = Extract<WrittenEvent, { type: "ended" }>;

export const line = "+380440000100";

export function createCalls(options: { hooks: HookSender; signal: AbortSignal }) {
  const { hooks, signal } = options;
  const history: Ended[] = [];
  let last = 0;

  const now = () => new Date().toISOString();
  const pause = (ms: number) => sleep(ms, undefined, { signal });
  /** Ids do not repeat after a restart. */
  const newId = () => `${Date.now()}.${++last}`;

  async function tell(call: SimulatedCall, id: string): Promise<void> {
    const { direction, client, extensions, answeredBy, handedTo } = call;
    const incoming = direction === "incoming";
    const sides = incoming ? { from: client, to: line } : { from: line, to: client };
    const about = { call: id, direction, ...sides } as const;
    const startedAt = now();
    await hooks.send({ type: "ringing", time: startedAt, ...about, extensions: [...extensions] });
    await pause(call.rings ?? 1_500);
    let extension = answeredBy;
    const answeredAt = Date.now();
    if (extension) {
      await hooks.send({ type: "answered", time: now(), ...about, extension });
      await pause((call.talks ?? 3_000) / 2);
      if (handedTo) {
        const handing = { ...about, extension, target: handedTo };
        await hooks.send({ type: "transferred", time: now(), ...handing });
        extension = handedTo;
        await hooks.send({ type: "answered", time: now(), ...about, extension });
      }
      await pause((call.talks ?? 3_000) / 2);
    }
    const endedAt = now();
    const ended: Ended = {
      type: "ended",
      ...about,
      time: endedAt,
      disposition: extension ? "answered" : "no-answer",
      ...(extension && { extension, recording: `${id}.wav` }),
      talkSeconds: extension ? Math.round((Date.now() - answeredAt) / 1000) : 0,
      startedAt,
      endedAt,
    };
    history.push(ended);
    await hooks.send(ended);
  }

  return {
    newId,
    /** @returns when the call is over, or the PBX is closed */
    async play(call: SimulatedCall, id = newId()): Promise<void> {
      try {
        await tell(call, id);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    /** Calls that ended in this time. */
    between: (from: string, to: string) =>
      history.filter(({ endedAt }) => {
        const at = Date.parse(String(endedAt));
        return at >= Date.parse(from) && at < Date.parse(to);
      }),
    addPast: (ended: Ended) => void history.push(ended),
  };
}

export type Calls = ReturnType<typeof createCalls>;
