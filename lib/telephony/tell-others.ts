/**
 * Tells browsers of text messages, callbacks and people's pauses. Rarer than calls and less urgent, these are
 * read again after their commit; one after the other, so that the newest is told last.
 */
import PQueue from "p-queue";
import type { Logger } from "#lib/providers/contract";
import { callbacksForPublishing } from "#lib/callbacks/queries";
import { publishCallbacks, publishPresence, publishSms } from "#lib/realtime/publish";
import type { RealtimeServer } from "#lib/realtime/server";
import { smsForPublishing } from "#lib/sms/queries";
import { presencesOf } from "#lib/users/presence";

/**
 * Everybody hears of callbacks, so a burst of missed calls is told together, not each to a thousand
 * people; in ms.
 */
const callbackPause = 200;

export function createTellers(io: RealtimeServer, log: Logger) {
  const telling = new PQueue({ concurrency: 1 });
  const tell = (work: () => Promise<void>) =>
    void telling
      .add(work)
      .catch((error: unknown) => log.error({ err: error }, "a change could not be told"));
  const tellingCallbacks = new PQueue({ concurrency: 1, interval: callbackPause, intervalCap: 1 });
  const changed = new Set<string>();
  const tellCallbacks = async () => {
    const ids = [...changed];
    changed.clear();
    publishCallbacks(io, await callbacksForPublishing(ids));
  };
  return {
    callbacks(ids: readonly string[]): void {
      if (ids.length === 0) return;
      const isAsked = changed.size > 0;
      // Before the telling is asked for: an idle queue begins at once.
      for (const id of ids) changed.add(id);
      if (isAsked) return;
      void tellingCallbacks
        .add(tellCallbacks)
        .catch((error: unknown) => log.error({ err: error }, "callbacks could not be told"));
    },
    sms(ids: readonly string[]): void {
      if (ids.length > 0) tell(async () => publishSms(io, await smsForPublishing(ids)));
    },
    people(ids: readonly string[]): void {
      if (ids.length === 0) return;
      tell(async () => {
        for (const presence of await presencesOf(ids)) publishPresence(io, presence);
      });
    },
    async idle() {
      await telling.onIdle();
      await tellingCallbacks.onIdle();
    },
  };
}
