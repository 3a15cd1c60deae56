/** Days at a small office. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ScenarioName } from "../simulator";
import type { Calls, SimulatedCall } from "./simulator-calls";

interface Stage {
  calls: Calls;
  extensions: readonly string[];
  /** Who calls, or is called. */
  callers: readonly string[];
  signal: AbortSignal;
  /** While away, requests to the PBX are cut, and nothing is told. */
  goAway(away: boolean): void;
}

export const scenarios: Record<ScenarioName, (stage: Stage) => Promise<void>> = {
  async "normal-day"({ calls, extensions, callers, signal }) {
    const [first = "101", second = first] = extensions;
    const [anna = "", borys = anna, vira = borys] = callers;
    const incoming = { direction: "incoming" } as const;
    const day: SimulatedCall[] = [
      { ...incoming, client: anna, extensions: [first], answeredBy: first },
      { direction: "outgoing", client: borys, extensions: [second], answeredBy: second },
      { ...incoming, client: vira, extensions: [second] },
      { ...incoming, client: anna, extensions: [first], answeredBy: first, handedTo: second },
    ];
    for (const call of day) {
      await calls.play(call);
      await sleep(500, undefined, { signal });
    }
  },
  async burst({ calls, extensions, callers }) {
    const all = Array.from({ length: 2 * callers.length }, (_, index) => {
      const client = callers[index % callers.length]!;
      const extension =
        extensions[(index + Math.floor(index / callers.length)) % extensions.length]!;
      return calls.play({
        direction: "incoming",
        client,
        extensions: [extension],
        answeredBy: extension,
        talks: 1_000,
      });
    });
    await Promise.all(all);
  },
  async "group-call"({ calls, extensions, callers }) {
    const [client = ""] = callers;
    const answeredBy = extensions[1] ?? extensions[0];
    await calls.play({ direction: "incoming", client, extensions, answeredBy });
  },
  // The hook can't be reached in the middle of a call: what is told late finds its place.
  async "network-break"({ calls, extensions, callers, signal, goAway }) {
    const [extension = "101"] = extensions;
    const [client = ""] = callers;
    const played = calls.play({
      direction: "incoming",
      client,
      extensions: [extension],
      answeredBy: extension,
    });
    await sleep(1_000, undefined, { signal });
    goAway(true);
    await sleep(2_000, undefined, { signal });
    goAway(false);
    await played;
  },
};
