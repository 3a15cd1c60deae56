"use client";

import { useCallback } from "react";
import { useLiveCalls, useMe } from "#components/live/live-provider";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { CallbackFilter } from "#lib/callbacks/queue";
import { type CardModel, ownTalk } from "../live/cards";
import { type Queue, useQueue } from "./use-queue";

/**
 * The queue as rows. Whom the person has called, or talks with, keeps their place until the talk is over and put
 * away: nobody loses sight of a client in the middle of it.
 */
export function useQueueRows(filter: CallbackFilter): Queue {
  const talkOf = useTalkOf();
  const stays = useCallback((callback: CallbackView) => talkOf(callback) !== null, [talkOf]);
  return useQueue(filter, stays);
}

/** The person's own talk that has closed a callback, while it lasts or waits to be put away. */
export function useTalkOf(): (callback: CallbackView) => CardModel | null {
  const calls = useLiveCalls();
  const { userId } = useMe();
  return useCallback(
    ({ closed }) => ownTalk(calls.get(closed?.callId ?? ""), userId),
    [calls, userId],
  );
}
