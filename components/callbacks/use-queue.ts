"use client";

import { useMemo } from "react";
import { useLiveCallbacks, useMe } from "#components/live/live-provider";
import { useNow } from "../live/use-now";
import { arrange, type ArrangedCallbacks, type CallbackFilter } from "./arrange";

/** Whom to call, as it stands this moment. */
export function useQueue(filter: CallbackFilter): ArrangedCallbacks & { now: number } {
  const { callbacks, servedAt } = useLiveCallbacks();
  const now = useNow(servedAt);
  const { userId } = useMe();
  const arranged = useMemo(
    () => arrange(callbacks.values(), { now, userId, filter }),
    [callbacks, now, userId, filter],
  );
  return { ...arranged, now };
}
