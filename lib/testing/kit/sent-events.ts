/** What the PBX sent, and when: to judge what a killed product may lack, and what it must have. */
import type { ProviderCallEvent } from "#lib/calls/call-record";
import { identityOf, type ScriptedCall } from "./call-script";

/** Sent less than this long before a kill or a cut, in ms, an event may have been still on its way. */
const onItsWay = 2_000;
/** The kernel reports a death to the PBX a moment after it. */
const unnoticed = 500;

export interface Unaccepted {
  /** Live events while nobody listened: the protocol has no way to have them. */
  unheard: number;
  /** Sent, and the cut came before the commit; nobody acknowledges events to the PBX. */
  onTheirWay: number;
  /** No excuse. */
  lost: string[];
}

export type SentEvents = ReturnType<typeof createSentEvents>;

export function createSentEvents() {
  const sentAt = new Map<string, number>();
  const cuts: { from: number; to: number }[] = [];
  const excused = (at: number) => cuts.some(({ from, to }) => at > from && at < to);

  return {
    sent(event: ProviderCallEvent): void {
      sentAt.set(identityOf(event), performance.now());
    },
    /** Now the product is killed, or its link cut. */
    cut(): void {
      const now = performance.now();
      cuts.push({ from: now - onItsWay, to: now + unnoticed });
    },
    /** From now on what is sent may reach somebody who can't store it. @returns says that the link is another's */
    wasted(): () => void {
      const cut = { from: performance.now() - onItsWay, to: Infinity };
      cuts.push(cut);
      return () => void (cut.to = performance.now());
    },
    /** @param accepted identities of what the inbox has */
    missing(calls: ScriptedCall[], accepted: { has(identity: string): boolean }): Unaccepted {
      const result: Unaccepted = { unheard: 0, onTheirWay: 0, lost: [] };
      for (const event of calls.flatMap((call) => call.steps.map((step) => step.event))) {
        const identity = identityOf(event);
        if (accepted.has(identity)) continue;
        const at = sentAt.get(identity);
        if (at !== undefined && excused(at)) result.onTheirWay += 1;
        // The end of a call is history: the PBX sends it to whoever comes back.
        else if (at === undefined && event.kind !== "call:ended") result.unheard += 1;
        else result.lost.push(`${identity} was sent and never accepted`);
      }
      return result;
    },
  };
}
