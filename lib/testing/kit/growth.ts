/** How the time that something takes grows with its text. */
import { setTimeout as sleep } from "node:timers/promises";
import { cpuTime, slowness } from "./cpu-time";
import type { HostileText } from "./hostile-texts";

/** Of one megabyte, in ms of the processor. */
const limit = 50 * slowness();

/** Done with a sixteenth of it in this time, even the square of it is within the limit. */
const sixteenth = { size: 64 * 1024, enough: limit / 300 };

/**
 * A million replacements take more than the limit without being slow. Sixteen times the text takes a linear
 * work 16 times as long and a square one 256 times: between the two, by the same factor from each, is 64.
 */
const mostGrowth = 64;

/** Before something is tried again, in ms. */
const pauses = [0, 300, 3_000];

/** Whether a megabyte takes longer than the limit, and longer than it may for what a sixteenth of it took. */
export function outgrows(run: (text: string) => unknown, hostile: HostileText): Promise<boolean> {
  const part = hostile.of(sixteenth.size);
  const text = hostile.of();
  return always(() => {
    const before = cpuTime(() => run(part), sixteenth.enough);
    if (before < sixteenth.enough) return false;
    const enough = Math.max(limit, before * mostGrowth);
    return cpuTime(() => run(text), enough) > enough;
  });
}

/**
 * A machine that others share stumbles, for seconds at times: what is slow is slow each time, and some time later.
 * @param isSlow asked again after each pause as long as it says so
 */
export async function always(isSlow: () => boolean): Promise<boolean> {
  for (const pause of pauses) {
    if (!isSlow()) return false;
    await sleep(pause);
  }
  return isSlow();
}
