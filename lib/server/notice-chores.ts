/** Tells people what nobody's click tells: a promise's time is over, or a note that mentions them is left alone. */
import { minute, second } from "#lib/base/duration";
import { createTroubleLog } from "#lib/base/trouble-log";
import { tellOfBrokenPromises } from "#lib/callbacks/broken-promises";
import { noticePublisher } from "#lib/notices/ports";
import { tellHeld } from "#lib/notices/tell-held";
import type { Logger } from "#lib/providers/contract";

/** How often notes that are left alone are looked for, in ms. */
const heldEvery = 2 * second;
/** How often promises that were not kept are looked for, in ms. */
const brokenEvery = minute;

/** Call it when all ports are filled. */
export function startNoticeChores(log: Logger): { close(): Promise<void> } {
  let running = Promise.resolve();
  function chore(find: () => Promise<string[]>): () => void {
    let isWaiting = false;
    // Every two seconds of a database that is away would be a line each.
    const trouble = createTroubleLog(log, {
      failed: "notices could not be told",
      passed: "notices are told again",
    });
    return () => {
      // One that takes longer than its pause is not asked twice.
      if (isWaiting) return;
      isWaiting = true;
      running = running
        .then(find)
        .then((userIds) => noticePublisher().publish(userIds))
        .then(trouble.passed, trouble.failed)
        .finally(() => (isWaiting = false));
    };
  }
  const timers = [
    setInterval(
      chore(() => tellHeld()),
      heldEvery,
    ),
    setInterval(
      chore(() => tellOfBrokenPromises()),
      brokenEvery,
    ),
  ];
  return {
    async close() {
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}
