import { useEffect, useState } from "react";
import { useMe } from "#components/live/live-provider";
import { noteDrafts } from "../notes/browser-drafts";
import { callContextAction } from "#lib/clients/client-actions";
import type { ClientContext } from "#lib/clients/client-context";
import type { CallView } from "#lib/realtime/events";

/** Five telephones ring one after the other: what changes in one breath is read once, in ms. */
const breath = 250;

/**
 * What is known of whoever is on the line, read again when the call changes. The card never waits for
 * it: null until it is there.
 */
export function useCallContext(call: CallView): ClientContext | null {
  const { userId } = useMe();
  const [known, setKnown] = useState<ClientContext | null>(null);
  const { id: callId, version } = call;
  const isFirst = known === null;
  useEffect(() => {
    let gone = false;
    async function read() {
      const askedAt = Date.now();
      const result = await callContextAction({ callId, since: startOfDay() }).catch(() => null);
      if (gone || !result?.ok) return;
      setKnown(result.data.client);
      noteDrafts().served(userId, callId, result.data.note, askedAt);
    }
    const timer = setTimeout(() => void read(), isFirst ? 0 : breath);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [callId, version, userId]);
  return known;
}

/** Where the person is. */
function startOfDay(): string {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}
