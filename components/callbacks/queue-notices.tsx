"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useMe, useLiveCalls } from "#components/live/live-provider";
import { shownFrom } from "#lib/callbacks/queue";
import { useWhoWaits } from "./use-callback-commands";
import { useQueue } from "./use-queue";
import { cardOf, isPutAway, stageOf } from "../live/cards";
import { toast } from "../ui/toast";

/** Says quietly, to whoever it belongs to, that a promise or what was put off is due now. */
export function DueNotices() {
  const t = useTranslations("callbacks");
  const router = useRouter();
  const whoWaits = useWhoWaits();
  const { userId } = useMe();
  const { waiting, later, now } = useQueue("mine");
  const expected = useRef(new Map<string, number>());

  useEffect(() => {
    for (const one of waiting) {
      const at = expected.current.get(one.id);
      // Due because its time has come, not because somebody has changed their mind.
      if (at === undefined || at > now || one.ownerId !== userId) continue;
      const who = whoWaits(one);
      const { task } = one;
      toast(
        task === "call" ? t("dueNow", { who }) : t("dueTask", { who, task: t(`tasks.${task}`) }),
        {
          id: `due-${one.id}`,
          description: one.note,
          action: { label: t("show"), onClick: () => router.push("/callbacks") },
        },
      );
    }
    expected.current = new Map(later.map((callback) => [callback.id, shownFrom(callback)]));
  }, [waiting, later, now, userId, t, router, whoWaits]);
  return null;
}

/** The tab says how many wait: what the queue shows as due now, and calls that ring for the person. */
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
