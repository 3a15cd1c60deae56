/** What a shorter time would delete, counted before it is saved. */
import { day } from "#lib/base/duration";
import { firstIdSince } from "#lib/connections/health";
import { db } from "#lib/db/client";
import {
  mostCounted,
  retentionNames,
  type Loss,
  type Retention,
  type RetentionKind,
} from "./kinds";
import { between, doneUntil } from "./pass";
import { readRetention } from "./settings";

const take = mostCounted + 1;

/** How many rows older than this still hold what the kind's pass takes from them. */
const counters: Record<RetentionKind, (before: Date) => Promise<number>[]> = {
  messages: (before) => [
    firstIdSince(before).then((until) =>
      db().inboxMessage.count({ where: { id: { lt: until }, status: { not: "received" } }, take }),
    ),
    db().importFailure.count({
      where: { import: { startedAt: { lt: before }, endedAt: { not: null } } },
      take,
    }),
  ],
  recordings: (before) => [
    doneUntil("recordings").then((from) =>
      db().call.count({
        where: { ...between("startedAt", from, before), recordingUrl: { not: null } },
        take,
      }),
    ),
  ],
  clients: (before) => [
    doneUntil("clients").then((from) =>
      db().call.count({ where: { ...between("startedAt", from, before), erasedAt: null }, take }),
    ),
    db().sms.count({ where: { createdAt: { lt: before }, numberRaw: { not: "" } }, take }),
    db().callback.count({ where: { closedAt: { lt: before }, numberRaw: { not: "" } }, take }),
    db().lead.count({ where: { createdAt: { lt: before } }, take }),
  ],
  audit: (before) => [db().auditEntry.count({ where: { at: { lt: before } }, take })],
};

/** @returns rows by kind, at most one more than `mostCounted`; 0 of a kind that is kept as long as before, or longer */
export async function foreseeLoss(wanted: Retention, now = Date.now()): Promise<Loss> {
  const kept = await readRetention();
  const counted = retentionNames.map(async (kind) => {
    const [days, before] = [wanted[kind], kept[kind]];
    if (days === null || (before !== null && days >= before)) return [kind, 0] as const;
    const counts = await Promise.all(counters[kind](new Date(now - days * day)));
    const sum = counts.reduce((all, count) => all + count, 0);
    return [kind, Math.min(sum, mostCounted + 1)] as const;
  });
  return Object.fromEntries(await Promise.all(counted)) as Loss;
}
