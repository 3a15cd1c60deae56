/** What a person's working day begins with: as My day shows it, and mentions they have not read. */
import type { Viewer } from "#lib/auth/policy";
import { afterDays } from "#lib/base/local-time";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { ownCallbacks } from "#lib/callbacks/queries";
import { arrange, countsAsPromise, deadline, shownFrom } from "#lib/callbacks/queue";
import type { NoticeView } from "#lib/notices/notice-view";
import { unreadMentions } from "#lib/notices/read-notices";

/** Entries of a part that are written out; the others are counted. */
const mostWritten = 10;

export interface DigestPart<E> {
  count: number;
  /** The first of them. */
  entries: E[];
}

export interface Digest {
  overdue: DigestPart<CallbackView>;
  today: DigestPart<CallbackView>;
  /** Who was missed, or left a number on the site. */
  waiting: DigestPart<CallbackView>;
  mentions: DigestPart<NoticeView>;
}

/** @param zone whose midnight ends the day @returns null when there is nothing to say */
export async function readDigest(viewer: Viewer, now: Date, zone: string): Promise<Digest | null> {
  const callbacks = await ownCallbacks(viewer);
  const options = { now: now.getTime(), userId: viewer.id, filter: "mine" } as const;
  const { waiting, later } = arrange(callbacks, options);
  const midnight = afterDays(now, zone, 1, 0).getTime();
  const soon = later.filter((callback) => shownFrom(callback) < midnight);
  const left = [...waiting, ...soon];
  const promises = left
    .filter(countsAsPromise)
    .sort((one, other) => deadline(one) - deadline(other));
  const mentions = await unreadMentions(viewer, mostWritten);
  const digest = {
    overdue: partOf(promises.filter((promise) => deadline(promise) < now.getTime())),
    today: partOf(promises.filter((promise) => deadline(promise) >= now.getTime())),
    waiting: partOf(left.filter((callback) => !countsAsPromise(callback))),
    mentions: { count: mentions.count, entries: mentions.newest },
  };
  return Object.values(digest).some(({ count }) => count > 0) ? digest : null;
}

function partOf<E>(all: readonly E[]): DigestPart<E> {
  return { count: all.length, entries: all.slice(0, mostWritten) };
}
