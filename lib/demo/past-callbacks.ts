/** Who was owed a call in the demo's past, by the rules of the living queue: one a client, closed by a talk. */
import type { Random } from "#lib/seeded-random";
import type { PastCall, PastClient, PastPerson } from "./history";

export interface PastCallback {
  client: PastClient;
  /** Positions of the call that was missed last, and of the talk that closed it. */
  missed: number;
  talk: number | null;
  waitingSince: Date;
  missedCount: number;
  attempts: number;
  lastAttemptAt: Date | null;
  closedAt: Date | null;
  closedReason: "talked" | "not-needed" | null;
  closedBy: PastPerson | null;
}

/** So many stay open, of those that are fresh. */
const mostOpen = 5;
/** Older ones have been dealt with some other way by now, in ms. */
const fresh = 4 * 24 * 60 * 60_000;

export interface CallbackBook {
  /** @returns whether this call makes somebody owe its client one */
  hear(call: PastCall): boolean;
  /** Everything of the past; old debts are settled. */
  close(now: Date, people: readonly PastPerson[]): PastCallback[];
}

export function createCallbackBook(random: Random): CallbackBook {
  const all: PastCallback[] = [];
  const open = new Map<string, PastCallback>();
  return {
    hear(call) {
      const { client, disposition, direction, position, startedAt, endedAt } = call;
      const owed = open.get(client.e164);
      if (disposition === "answered") {
        open.delete(client.e164);
        if (owed) {
          Object.assign(owed, { talk: position, closedAt: endedAt, closedReason: "talked" });
          owed.closedBy = call.handledBy;
        }
        return false;
      }
      if (direction === "outgoing") {
        if (owed) Object.assign(owed, { attempts: owed.attempts + 1, lastAttemptAt: startedAt });
        return owed !== undefined;
      }
      if (owed) {
        Object.assign(owed, { missed: position, missedCount: owed.missedCount + 1 });
        return false;
      }
      const made: PastCallback = {
        ...{ client, missed: position, talk: null, waitingSince: startedAt, missedCount: 1 },
        ...{ attempts: 0, lastAttemptAt: null },
        ...{ closedAt: null, closedReason: null, closedBy: null },
      };
      all.push(made);
      open.set(client.e164, made);
      return true;
    },
    close(now, people) {
      const left = [...open.values()].reverse();
      const stay = left.filter((one) => now.getTime() - one.waitingSince.getTime() < fresh);
      for (const one of left.filter((one) => !stay.slice(0, mostOpen).includes(one))) {
        const after = random.int(30, 240) * 60_000;
        one.closedAt = new Date(Math.min(one.waitingSince.getTime() + after, now.getTime()));
        one.closedReason = "not-needed";
        one.closedBy = random.some(people, 1)[0]!;
      }
      return all;
    },
  };
}
