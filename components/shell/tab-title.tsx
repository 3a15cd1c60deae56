"use client";

import { useEffect } from "react";
import { useLiveCalls, useMe } from "#components/live/live-provider";
import { useQueue } from "../callbacks/use-queue";

/** The tab says how many wait: clients who are owed a call, and calls that ring for the person. */
export function TabTitle() {
  const { userId } = useMe();
  const { waiting } = useQueue("all");
  const ringing = [...useLiveCalls().values()].filter(
    ({ state, replayed, legs }) =>
      (state === "ringing" || state === "dialling") &&
      !replayed &&
      legs.some((leg) => leg.userId === userId && leg.state === "ringing" && !leg.dismissed),
  );
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
