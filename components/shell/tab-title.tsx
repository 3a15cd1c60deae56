"use client";

import { useEffect } from "react";
import { useLiveCalls, useMe } from "#components/live/live-provider";
import { useQueue } from "../callbacks/use-queue";
import { cardOf, isPutAway, stageOf } from "../live/cards";

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
