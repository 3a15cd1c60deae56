/** Days at a small office. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ScenarioName } from "../simulator";
import type { createCalls, SimulatedCall } from "./simulator-calls";

interface Stage {
  calls: ReturnType<typeof createCalls>;
  extensions: readonly string[];
  /** Who calls, or is called. */
  callers: readonly string[];
  signal: AbortSignal;
}

export const scenarios: Record<ScenarioName, (stage: Stage) => Promise<void>> = {
  async "normal-day"({ calls, extensions, callers, signal }) {
    const [first = "101", second = first] = extensions;
    const [anna = "", borys = anna, vira = borys] = callers;
    const day: SimulatedCall[] = [
      { direction: "i", numberA: anna, numberB: first },
      { direction: "o", numberA: second, numberB: borys, lasts: 3_000 },
      { direction: "i", numberA: vira, numberB: second, disposition: "NO ANSWER" },
      { direction: "o", numberA: first, numberB: vira, disposition: "BUSY", lasts: 2_000 },
      { direction: "i", numberA: anna, numberB: first, encoding: "json" },
    ];
    for (const call of day) {
      await calls.play(call);
      await sleep(500, undefined, { signal });
    }
  },
  async burst({ calls, extensions, callers }) {
    const all = Array.from({ length: 2 * callers.length }, (_, index) => {
      const numberA = callers[index % callers.length]!;
      const numberB = extensions[(index + Math.floor(index / callers.length)) % extensions.length]!;
      return calls.play({ direction: "i", numberA, numberB, lasts: 2_000 });
    });
    await Promise.all(all);
  },
  // Each telephone that rings is a call of its own to Evrotel; one of them is answered.
  async "group-call"({ calls, extensions, callers }) {
    const all = extensions.map((numberB, index) => {
      const disposition = index === 1 ? "ANSWERED" : "NO ANSWER";
      const lasts = index === 1 ? 5_000 : 2_000;
      return calls.play({ direction: "i", numberA: callers[0]!, numberB, disposition, lasts });
    });
    await Promise.all(all);
  },
  // The answer to a start is lost: the start is re-sent and must get the same answer.
  async "network-break"({ calls, extensions, callers }) {
    const [numberA = "", numberB = "101"] = [callers[0], extensions[0]];
    await calls.play({ direction: "i", numberA, numberB, dropAnswer: true });
  },
};
