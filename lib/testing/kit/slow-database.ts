/** A database that takes its time, as a loaded one does, and tells how often it was asked. */
import { setTimeout as sleep } from "node:timers/promises";
import { processSlot } from "#lib/base/process-slot";
import type { Db } from "#lib/db/client";

export interface SlowDatabase {
  /** What was asked so far by Prisma; what a question includes of other tables is one with it. */
  questions(): number;
  /** How many were asked at once, at most. */
  atOnce(): number;
  /** As quick as before. */
  restore(): void;
}

/** @param pause before each answer, in ms */
export function slowDatabase(pause: number): SlowDatabase {
  const slot = processSlot<Db>("db");
  const quick = slot.get();
  let [questions, waiting, most] = [0, 0, 0];
  const slow = quick.$extends({
    query: {
      async $allOperations({ args, query }) {
        questions += 1;
        most = Math.max(most, ++waiting);
        await sleep(pause);
        return query(args).finally(() => (waiting -= 1)) as Promise<unknown>;
      },
    },
  });
  slot.set(slow as unknown as Db);
  return {
    questions: () => questions,
    atOnce: () => most,
    restore: () => slot.set(quick),
  };
}
