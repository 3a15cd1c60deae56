"use client";

import { useMemo } from "react";
import { useLiveCallbacks, useMe } from "#components/live/live-provider";
import { useNow } from "../ui/use-now";
import { arrange, type ArrangedCallbacks, type CallbackFilter } from "#lib/callbacks/queue";

/** Whom to call first, as it stands this moment; `now` is in ms. */
export function useQueue(filter: CallbackFilter): ArrangedCallbacks & { now: number } {
  const { callbacks, servedAt } = useLiveCallbacks();
  const now = useNow(period, servedAt);
  const { userId } = useMe();
  const arranged = useMemo(
    () => arrange(callbacks.values(), { now, userId, filter }),
    [callbacks, now, userId, filter],
  );
  return { ...arranged, now };
}

/** Enough for times in minutes, in ms. */
const period = 10_000;
