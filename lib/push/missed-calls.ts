/** A client's call was missed: whoever it was for, and has no page of ours open, is told by their browser. */
import { currentMs } from "#lib/base/clock";
import { setTimeout as sleep } from "node:timers/promises";
import { createTranslator } from "next-intl";
import { BoundedMap } from "#lib/base/bounded-map";
import { minute, second } from "#lib/base/duration";
import type { CallView } from "#lib/calls/call-view";
import type { PublishedCall } from "#lib/calls/stored-call";
import { db } from "#lib/db/client";
import { languageOf } from "#lib/i18n/locales";
import type { Logger } from "#lib/providers/contract";
import en from "../../messages/en/alerts.json";
import ru from "../../messages/ru/alerts.json";
import uk from "../../messages/uk/alerts.json";
import type { PushSender } from "./send-push";
import { subscriptionsOf } from "./subscriptions";

/** A page that is loaded anew, or a call that rings on elsewhere, is back within this time, in ms. */
const settles = 5 * second;
/** What was missed before that is found in the queue, and is no news, in ms. */
const oldest = 2 * minute;
/** Calls that wait to settle, and that were told of; what is beyond that is not told. */
const most = 1_000;

export interface MissedCallPush {
  /** What was just published; never fails, and nothing waits for it. */
  calls(calls: readonly PublishedCall[]): void;
  /** All that was to be told so far was told. */
  idle(): Promise<void>;
  /** Nothing is told any more. */
  close(): Promise<void>;
}

export function createMissedCallPush(options: {
  sender: PushSender;
  isConnected(userId: string): Promise<boolean>;
  log: Logger;
  /** @default five seconds */
  settles?: number;
}): MissedCallPush {
  const { sender, isConnected, log } = options;
  const stopping = new AbortController();
  const told = new BoundedMap<string, true>(most);
  const underWay = new Set<Promise<void>>();

  async function tell(call: PublishedCall): Promise<void> {
    await sleep(options.settles ?? settles, null, { signal: stopping.signal });
    const { id } = call.view;
    // It may ring on at somebody else's, or have been answered after all.
    const now = await db().call.findUnique({
      where: { id },
      select: { state: true, disposition: true },
    });
    if (!now || now.state !== "ended" || now.disposition === "answered") return;
    const browsers = await subscriptionsOf(peopleOf(call));
    const away = new Map<string, boolean>();
    for (const browser of browsers) {
      const { userId, locale } = browser;
      if (!away.has(userId)) away.set(userId, !(await isConnected(userId)));
      if (away.get(userId)) sender.send(browser, messageOf(call.view, locale));
    }
  }

  return {
    calls(calls) {
      for (const call of calls) {
        if (!isMissed(call.view) || told.has(call.view.id) || underWay.size >= most) continue;
        told.set(call.view.id, true);
        const work = tell(call)
          .catch((error: unknown) => {
            if (!stopping.signal.aborted)
              log.error({ err: error }, "a missed call could not be told");
          })
          .finally(() => underWay.delete(work));
        underWay.add(work);
      }
    },
    async idle() {
      await Promise.all(underWay);
      await sender.idle();
    },
    async close() {
      stopping.abort();
      await Promise.all(underWay);
      await sender.close();
    },
  };
}

function isMissed({ direction, state, disposition, replayed, endedAt }: CallView): boolean {
  if (direction !== "incoming" || state !== "ended" || disposition === "answered") return false;
  return !replayed && endedAt !== null && Date.parse(endedAt) > currentMs() - oldest;
}

/** At whose telephones it rang; where it rang at nobody's, whose client it was. */
function peopleOf({ view, userIds }: PublishedCall): string[] {
  const rung = view.legs.flatMap(({ userId }) => userId ?? []);
  return rung.length > 0 ? [...new Set(rung)] : userIds;
}

const words = { en, ru, uk };

/** The client's name, and nothing else of them: others may look at the screen that it comes to. */
function messageOf({ contact }: CallView, stored: string): { title: string; open: string } {
  const locale = languageOf(stored);
  const t = createTranslator({ locale, messages: words[locale], namespace: "push" });
  return contact
    ? { title: t("missed", { name: contact.name }), open: `/contacts/${contact.id}` }
    : { title: t("missedUnknown"), open: "/callbacks" };
}
