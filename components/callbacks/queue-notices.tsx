"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { useMe, useLiveCalls } from "#components/live/live-provider";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { shownFrom, useQueue } from "./use-queue";
import { cardOf, isPutAway, stageOf } from "../live/cards";

/** How many wait for a call, beside the way to the queue. */
export function CallbackCount() {
  const t = useTranslations("callbacks");
  const { waiting } = useQueue("all");
  const count = waiting.length;
  if (count === 0) return null;
  return (
    <span
      data-callback-count={count}
      className="figures absolute top-1 left-1/2 ml-1 min-w-4 rounded-full bg-missed-fill px-1 text-center text-[0.6875rem] leading-4 font-semibold text-on-accent sm:static sm:ml-auto sm:min-w-5 sm:px-1.5 sm:text-xs sm:leading-5"
    >
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{t("waitingCount", { count })}</span>
    </span>
  );
}

/** Says quietly, to whoever it belongs to, that a promise or what was put off is due now. */
export function DueNotices() {
  const t = useTranslations("callbacks");
  const router = useRouter();
  const { userId } = useMe();
  const { waiting, later, now } = useQueue("mine");
  const expected = useRef(new Map<string, number>());

  useEffect(() => {
    for (const one of waiting) {
      const at = expected.current.get(one.id);
      // Due because its time has come, not because somebody has changed their mind.
      if (at === undefined || at > now || one.ownerId !== userId) continue;
      toast(
        t("dueNow", { who: one.contact?.name ?? one.lead?.name ?? formatPhoneNumber(one.number) }),
        {
          id: `due-${one.id}`,
          description: one.note,
          action: { label: t("show"), onClick: () => router.push("/callbacks") },
        },
      );
    }
    expected.current = new Map(later.map((callback) => [callback.id, shownFrom(callback)]));
  }, [waiting, later, now, userId, t, router]);
  return null;
}

/** The tab says how many wait: open callbacks, and calls that ring for the person. */
export function TabTitle() {
  const { userId } = useMe();
  const { waiting } = useQueue("all");
  const ringing = [...useLiveCalls().values()].filter((call) => {
    const card = cardOf(call, userId);
    if (!card || stageOf(card) !== "ringing") return false;
    return !call.legs.some((leg) => leg.userId === userId && isPutAway(card, leg.dismissed));
  });
  const count = waiting.length + ringing.length;

  useEffect(() => {
    const write = () => {
      const bare = document.title.replace(/^\(\d+\) /, "");
      const title = count > 0 ? `(${count}) ${bare}` : bare;
      if (document.title !== title) document.title = title;
    };
    write();
    // Every page that is opened brings a title of its own.
    const watching = new MutationObserver(write);
    watching.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => watching.disconnect();
  }, [count]);
  return null;
}
