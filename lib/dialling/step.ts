/** From one client of a list to the next who can be called, whom nobody else has before them. */
import { currentTime } from "#lib/base/clock";
import { ActionError } from "#lib/auth/action-error";
import { reachOf, type Viewer } from "#lib/auth/policy";
import { offUntil } from "#lib/callbacks/working-hours";
import { db } from "#lib/db/client";
import { companyTimeZone } from "#lib/i18n/time-zone";
import { presenceOf } from "#lib/people/presence";
import { claimClient, releaseClaim } from "./claims";
import { colleaguesOf } from "./colleagues";
import { longestList, readDialList } from "./dial-list";
import { isForNow, isSettled, type Skipped, type Step } from "./dial-view";
import {
  judge,
  numberOf,
  portion,
  readEntries,
  type Entry,
  type Judging,
  type Stretch,
} from "./judge-entries";

/** Of those passed by no more are named. */
const mostNamed = 100;

export interface Going {
  listId: string;
  /** Where the person is; null: they begin. */
  from: number | null;
  /** `here`: whoever is at that place, where nothing speaks against it any more. */
  to: "next" | "previous" | "here";
  /** They want to go on although they do not work now. @default false */
  afterHours?: boolean;
}

/**
 * Passes over whoever the person leaves without having called them.
 * @throws {ActionError} "not-found"; "away" while their telephone is paused; "off-hours" outside the person's working
 *   hours, with the time in ISO 8601 at which these begin
 */
export async function step(
  user: Viewer,
  { listId, from, to, afterHours = false }: Going,
): Promise<Step> {
  const list = await readDialList(user, listId);
  const off = afterHours ? null : await offUntil(user.id, currentTime());
  if (off) {
    await releaseClaim(user.id, listId);
    throw new ActionError("off-hours", { message: off.opening.toISOString() });
  }
  if ((await presenceOf(user.id)).away) {
    await releaseClaim(user.id, listId);
    throw new ActionError("away");
  }
  if (from !== null && to === "next") {
    const where = { listId, position: from };
    await db().dialEntry.updateMany({ where, data: { passedAt: currentTime() } });
  }
  const [reach, companyZone] = await Promise.all([reachOf(user), companyTimeZone()]);
  const skipped: Skipped[] = [];
  for (const { lenient, isAgain, ...stretch } of stretches(from, to)) {
    const judging = { list, userId: user.id, reach, companyZone, lenient };
    for await (const { entry, verdict } of walk(stretch, judging)) {
      const against = verdict ?? (await take(entry, judging));
      if (!against) return { position: entry.position, skipped: skipped.slice(-mostNamed) };
      // From the beginning again: who is through has been told of before.
      const isKnown = isAgain && isSettled(against.reason);
      const isNamed = skipped.some(({ contactId }) => contactId === against.contactId);
      if (!isKnown && !isNamed) skipped.push(against);
    }
  }
  await releaseClaim(user.id, listId);
  if (!skipped.some(({ reason }) => isForNow(reason))) {
    // Not of a round that a colleague has begun meanwhile.
    const where = { id: listId, roundAt: list.roundAt, endedAt: null };
    await db().dialList.updateMany({ where, data: { endedAt: currentTime() } });
  }
  return { position: null, skipped: skipped.slice(0, mostNamed) };
}

/** @returns what has come between, when the client is not the person's now */
async function take(entry: Entry, judging: Judging): Promise<Skipped | null> {
  const { list, userId } = judging;
  const { contactId, position, contact } = entry;
  const wanted = { e164: numberOf(entry)!, contactId, userId, listId: list.id };
  if (!(await claimClient(wanted))) {
    const { busyWith } = await colleaguesOf(userId);
    const { userId: by = null } = busyWith(contactId, wanted.e164) ?? {};
    return { contactId, name: contact.name, reason: "taken", at: null, zone: null, userId: by };
  }
  // A colleague may have called them since they were read.
  const [now] = await readEntries(list.id, { after: position - 1, before: position + 1 });
  return judge(now ?? entry, await colleaguesOf(userId), judging);
}

interface Leg extends Stretch {
  lenient: boolean;
  /** The person has been there before. */
  isAgain: boolean;
}

/** The parts of the list that are looked through, one after the other. */
function stretches(from: number | null, to: Going["to"]): Leg[] {
  const [first, last] = [-1, longestList];
  const ahead = (after: number, before = last, isAgain = false) => ({
    after,
    before,
    isAgain,
    lenient: false,
  });
  if (from === null) return [ahead(first)];
  const here = { after: from - 1, before: from + 1, lenient: true, isAgain: false };
  // Who slept or was busy when one came by may be there now.
  const next = [ahead(from), ahead(first, from + 1, true)];
  if (to === "next") return next;
  if (to === "here") return [here, ...next];
  return [{ ...here, after: first, before: from, backwards: true }, here, ...next];
}

interface Met {
  entry: Entry;
  verdict: Skipped | null;
}

async function* walk(stretch: Stretch, judging: Judging): AsyncGenerator<Met> {
  for (let { after, before } = stretch; ;) {
    const entries = await readEntries(judging.list.id, { ...stretch, after, before });
    const colleagues = await colleaguesOf(judging.userId);
    for (const entry of entries) yield { entry, verdict: await judge(entry, colleagues, judging) };
    if (entries.length < portion) return;
    const last = entries.at(-1)!.position;
    if (stretch.backwards) before = last;
    else after = last;
  }
}
