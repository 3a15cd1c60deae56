/** A busy PBX: calls from a script, many at once, each at its own pace. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ProviderCallEvent } from "#lib/calls/call-record";
import { scriptCall, type ScriptedCall } from "./call-script";
import type { Random } from "./random";

export interface Load {
  /** All calls begun so far. */
  calls: ScriptedCall[];
  /** Begins no more calls; resolves when those under way have ended. */
  stop(): Promise<ScriptedCall[]>;
}

export function playCalls(options: {
  random: Random;
  callsPerSecond: number;
  /** Between two steps of a call, in ms. @default 300 */
  longestPause?: number;
  /** The first call's id; each further one is named by the next number. @default 1 */
  firstId?: number;
  /** The telephones there are. @default those of the kit's office */
  called?: readonly string[];
  /** The client of the call with this number. @default one from the seed */
  clientOf?(id: number): string;
  tell(event: ProviderCallEvent): void;
}): Load {
  const { random, callsPerSecond, longestPause = 300, firstId = 1, tell } = options;
  const { called, clientOf } = options;
  const calls: ScriptedCall[] = [];
  const underWay = new Set<Promise<void>>();

  async function play(call: ScriptedCall): Promise<void> {
    for (const { pause, event } of call.steps) {
      await sleep(pause);
      tell(event);
    }
  }

  const clock = setInterval(() => {
    const id = firstId + calls.length;
    const facts = { externalId: String(id), longestPause, called, client: clientOf?.(id) };
    const call = scriptCall(random, facts);
    calls.push(call);
    const playing: Promise<void> = play(call).finally(() => underWay.delete(playing));
    underWay.add(playing);
  }, 1000 / callsPerSecond);

  return {
    calls,
    async stop() {
      clearInterval(clock);
      await Promise.all(underWay);
      return calls;
    },
  };
}
