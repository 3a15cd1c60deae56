/** Callbacks of the demo's past, by the rules of the live queue: one a client, closed by a talk. */
import { day, minute } from "#lib/base/duration";
import type { Random } from "#lib/base/seeded-random";
import type { PastCall, PastClient, PastPerson } from "./past-call";

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
const mostOpen = 4;
/** Older ones have been dealt with some other way by now, in ms. */
const fresh = 4 * day;

export interface CallbackBook {
  /** @returns whether a callback of this client is open after the call */
  record(call: PastCall): boolean;
  /** Everything of the past; old callbacks are closed. */
  close(now: Date, people: readonly PastPerson[]): PastCallback[];
}

export function createCallbackBook(random: Random): CallbackBook {
  const all: PastCallback[] = [];
  const open = new Map<string, PastCallback>();
  return {
    record(call) {
      const { client, disposition, direction, position, startedAt, endedAt } = call;
      const callback = open.get(client.e164);
      if (disposition === "answered") {
        open.delete(client.e164);
        if (callback) {
          Object.assign(callback, { talk: position, closedAt: endedAt, closedReason: "talked" });
          callback.closedBy = call.handledBy;
        }
        return false;
      }
      if (direction === "outgoing") {
        if (callback)
          Object.assign(callback, { attempts: callback.attempts + 1, lastAttemptAt: startedAt });
        return callback !== undefined;
      }
      if (callback) {
        Object.assign(callback, { missed: position, missedCount: callback.missedCount + 1 });
        return false;
      }
      const made: PastCallback = {
        client,
        missed: position,
        talk: null,
        waitingSince: startedAt,
        missedCount: 1,
        attempts: 0,
        lastAttemptAt: null,
        closedAt: null,
        closedReason: null,
        closedBy: null,
      };
      all.push(made);
      open.set(client.e164, made);
      return true;
    },
    close(now, people) {
      const left = [...open.values()].reverse();
      const stay = left.filter((one) => now.getTime() - one.waitingSince.getTime() < fresh);
      for (const one of left.filter((one) => !stay.slice(0, mostOpen).includes(one))) {
        const after = random.int(30, 240) * minute;
        one.closedAt = new Date(Math.min(one.waitingSince.getTime() + after, now.getTime()));
        one.closedReason = "not-needed";
        one.closedBy = random.some(people, 1)[0]!;
      }
      return all;
    },
  };
}
