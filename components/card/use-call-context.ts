import { useTimeZone } from "next-intl";
import { useState } from "react";
import { useLiveCallbacks, useMe } from "#components/live/live-provider";
import { afterDays } from "#lib/base/local-time";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { CallView } from "#lib/calls/call-view";
import { callContextAction } from "#lib/card/actions";
import type { ClientContext } from "#lib/card/client-context";
import { noteDrafts } from "../timeline/notes/call-note";
import { useAnswer } from "../ui/use-action";

/** Five telephones ring one after the other: what changes in one breath is read once, in ms. */
const breath = 250;

/**
 * What is known of whoever is on the line, read again when the call changes (also with its contact), or a callback
 * of the client. The card never waits for it: null until it is there.
 */
export function useCallContext(call: CallView): ClientContext | null {
  const { id: callId, version } = call;
  const { userId } = useMe();
  const zone = useTimeZone()!;
  const { callbacks } = useLiveCallbacks();
  const question = [callId, version, ...versionsOf(callbacks, call)].join(" ");
  const [first] = useState(question);

  async function ask() {
    const askedAt = Date.now();
    const since = afterDays(new Date(), zone, 0, 0).toISOString();
    const result = await callContextAction({ callId, since });
    if (result.ok) noteDrafts().served(userId, callId, result.data.note, askedAt);
    return result;
  }
  const pause = question === first ? 0 : breath;
  return useAnswer(question, ask, pause).answer?.data.client ?? null;
}

/** The client's callbacks as far as they are known here, closed ones too: each change is another version. */
function versionsOf(
  callbacks: ReadonlyMap<string, CallbackView>,
  { contact: caller, clientNumber: { e164 } }: CallView,
): string[] {
  return [...callbacks.values()]
    .filter(({ contact, number }) =>
      contact ? contact.id === caller?.id : e164 !== null && number.e164 === e164,
    )
    .map(({ id, version }) => `${id} ${version}`);
}
