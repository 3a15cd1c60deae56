/** Reads entries of a list that is called one by one, and says of each whether its client is to be offered, or why not. */
import { currentTime } from "#lib/base/clock";
import { reachesOwner, type Reach } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { dialRefusal } from "#lib/numbers/dial-policy";
import { wakingOf } from "./client-hours";
import type { Colleagues } from "./colleagues";
import type { DialList } from "./dial-list";
import type { Skipped, SkipReason, SoFar } from "./dial-view";

const include = {
  contact: {
    select: {
      name: true,
      ownerId: true,
      deletedAt: true,
      doNotCall: true,
      numbers: {
        where: { e164: { not: null } },
        orderBy: { position: "asc" },
        select: { e164: true },
      },
      called: { select: { calledAt: true, talkedAt: true } },
    },
  },
} as const satisfies Prisma.DialEntryInclude;

export type Entry = Prisma.DialEntryGetPayload<{ include: typeof include }>;

/** Entries of one query. */
export const portion = 50;

export interface Stretch {
  /** Places, both not included. */
  after: number;
  before: number;
  backwards?: boolean;
}

export function readEntries(
  listId: string,
  { after, before, backwards = false }: Stretch,
): Promise<Entry[]> {
  return db().dialEntry.findMany({
    where: { listId, position: { gt: after, lt: before } },
    include,
    orderBy: { position: backwards ? "desc" : "asc" },
    take: portion,
  });
}

/** The number at which the client is called: the first that is understood. */
export const numberOf = ({ contact }: Entry): string | null => contact.numbers[0]?.e164 ?? null;

export interface Judging {
  list: DialList;
  userId: string;
  reach: Reach;
  companyZone: string;
  /** Somebody wants to go back to them: what became of them in this round is no reason then. */
  lenient: boolean;
}

type Verdict = Pick<Skipped, "reason"> & Partial<Skipped>;

/** @returns null when the client can be called */
export async function judge(
  entry: Entry,
  colleagues: Colleagues,
  judging: Judging,
): Promise<Skipped | null> {
  // What takes queries of its own comes last: at night a thousand may be asleep.
  const verdict =
    reasonsOfList(entry, judging) ??
    colleagues.busyWith(entry.contactId, numberOf(entry)!) ??
    (await sleeps(entry, judging)) ??
    (await reasonsOfNumber(entry, judging));
  if (!verdict) return null;
  const { contactId, contact } = entry;
  const name = verdict.reason === "gone" ? "" : contact.name;
  return { contactId, name, at: null, zone: null, userId: null, ...verdict };
}

const because = (reason: SkipReason, at: Date | null = null): Verdict => ({
  reason,
  at: at?.toISOString() ?? null,
});
const since = (at: Date | null | undefined, from: Date) => (at && at >= from ? at : null);

type Called = { calledAt: Date; talkedAt: Date | null } | null | undefined;

/** What became of a client of the list in this round: the last talk counts from the list's beginning on. */
export function doneWith(
  called: Called,
  passedAt: Date | null,
  list: Pick<DialList, "createdAt" | "roundAt">,
): { state: SoFar["state"]; at: Date } | null {
  const talkedAt = since(called?.talkedAt, list.createdAt);
  if (talkedAt) return { state: "reached", at: talkedAt };
  const calledAt = since(called?.calledAt, list.roundAt);
  if (calledAt) return { state: "called", at: calledAt };
  const passed = since(passedAt, list.roundAt);
  return passed && { state: "passed", at: passed };
}

/** What is known of the client without asking further. */
function reasonsOfList(
  { contact, passedAt }: Entry,
  { list, reach, lenient }: Judging,
): Verdict | null {
  if (contact.deletedAt || !reachesOwner(reach, contact.ownerId)) return because("gone");
  const done = doneWith(contact.called, passedAt, list);
  if (done && !lenient) return because(done.state, done.state === "passed" ? null : done.at);
  if (contact.numbers.length === 0) return because("no-number");
  return contact.doNotCall ? because("do-not-call") : null;
}

async function reasonsOfNumber(
  entry: Entry,
  { list, userId, lenient }: Judging,
): Promise<Verdict | null> {
  const number = numberOf(entry)!;
  // In E.164: no country gives it its meaning.
  if (await dialRefusal({ number, country: "" }, { userId })) return because("not-permitted");
  // A wish holds for the telephone, whoever else has it.
  const wish = { doNotCall: true, deletedAt: null, numbers: { some: { e164: number } } };
  if (await db().contact.findFirst({ where: wish, select: { id: true } })) {
    return because("do-not-call");
  }
  if (lenient) return null;
  // Somebody else of the list may have the same telephone.
  const call = await db().call.findFirst({
    where: {
      clientE164: number,
      startedAt: { gte: list.roundAt },
      OR: [{ direction: "outgoing", NOT: { disposition: "failed" } }, { disposition: "answered" }],
    },
    orderBy: { startedAt: "desc" },
    select: { startedAt: true },
  });
  return call && because("number-called", call.startedAt);
}

async function sleeps(entry: Entry, { companyZone }: Judging): Promise<Verdict | null> {
  const { from, zone } = await wakingOf(numberOf(entry)!, companyZone, currentTime());
  return from ? { ...because("asleep", from), zone } : null;
}
