"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { useLiveCalls, useMe } from "#components/live/live-provider";
import type { CallView } from "#lib/calls/call-view";
import { cardOf, isFarewell, isPutAway } from "../live/cards";

/**
 * Runs when a call with the client is over and wrapped up: when its card, and the strip after it, have gone. Calls
 * that were there before the client came do not count, nor does one that the PBX refused: nobody was called.
 * @param contactId null: nobody
 */
export function useAfterCall(contactId: string | null, onOver: () => void): void {
  const { userId: me } = useMe();
  const calls = useLiveCalls();
  const before = useRef<{ contactId: string | null; ids: ReadonlySet<string> }>(null);
  const underWay = useRef<string>(null);

  const look = useEffectEvent(() => {
    if (before.current?.contactId !== contactId) {
      before.current = { contactId, ids: new Set(calls.keys()) };
      underWay.current = null;
    }
    if (contactId === null) return;
    const theirs = [...calls.values()].filter(
      ({ id, contact }) => contact?.id === contactId && !before.current!.ids.has(id),
    );
    const open = theirs.find((call) => isOnScreen(call, me));
    if (open) {
      underWay.current = open.id;
      return;
    }
    const over = underWay.current === null ? undefined : calls.get(underWay.current);
    underWay.current = null;
    if (over && over.disposition !== "failed") onOver();
  });
  useEffect(() => look(), [calls, contactId]);
}

function isOnScreen(call: CallView, me: string): boolean {
  const card = cardOf(call, me);
  if (!card || isFarewell(card)) return false;
  return !call.legs.some((leg) => leg.userId === me && isPutAway(card, leg.dismissed));
}
