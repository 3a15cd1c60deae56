"use client";

import { useMemo } from "react";
import { useLiveCallbacks, useMe } from "#components/live/live-provider";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { arrange, type ArrangedCallbacks, type CallbackFilter } from "#lib/callbacks/queue";
import { useNow } from "../ui/use-now";

export type Queue = ArrangedCallbacks & { now: number };

/** Whom to call first, as it stands this moment; `now` is in ms. */
export function useQueue(
  filter: CallbackFilter,
  stays?: (callback: CallbackView) => boolean,
): Queue {
  const { callbacks, servedAt } = useLiveCallbacks();
  const now = useNow(period, servedAt);
  const { userId } = useMe();
  const arranged = useMemo(
    () => arrange(callbacks.values(), { now, userId, filter, ...(stays && { stays }) }),
    [callbacks, now, userId, filter, stays],
  );
  return { ...arranged, now };
}

/** Enough for times in minutes, in ms. */
const period = 10_000;
