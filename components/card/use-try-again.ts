import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { useWorkingHours } from "#components/callbacks/working-hours";
import { useMe } from "#components/live/live-provider";
import {
  closeCallbackAction,
  postponeCallbackAction,
  promiseCallbackAction,
} from "#lib/callbacks/callback-actions";
import type { ClientFacts } from "#lib/card/client-facts";
import type { CardModel } from "../live/cards";
import { whoIs } from "../live/who-is";
import { dueAt } from "../callbacks/due-choices";
import { clockWords } from "../callbacks/times-in-words";
import { toast } from "../ui/toast";
import { answerOf } from "../ui/use-action";

/**
 * Nobody took the call: it is to be tried again in an hour, or when the person works next. The callback that is open waits until then and goes on
 * counting the attempts; without one there is one from now on.
 * @param onDone the call is taken care of
 */
export function useTryAgain(onDone: (card: CardModel) => void) {
  const t = useTranslations("card.again");
  const format = useFormatter();
  const { userId } = useMe();
  const zone = useTimeZone()!;
  const hours = useWorkingHours(userId);

  return async function tryAgain(card: CardModel, open: ClientFacts["callback"]) {
    const at = dueAt("hour", new Date(), zone, hours);
    const due = at.toISOString();
    const undo = await (open ? postpone(open.id, due) : promise(card.call.id, due, userId));
    if (!undo) return void toast.error(t("failed"));
    const time = clockWords(format, at);
    toast.success(t("done", { who: whoIs(card.call), time }), {
      action: { label: t("undo"), onClick: () => void answerOf(undo()) },
    });
    onDone(card);
  };
}

/** Takes back what was done; null when nothing was. */
type Undo = (() => Promise<unknown>) | null;

async function postpone(id: string, until: string): Promise<Undo> {
  const { ok } = await answerOf(postponeCallbackAction({ id, until }));
  return ok ? () => postponeCallbackAction({ id, until: null }) : null;
}

async function promise(callId: string, dueAt: string, ownerId: string): Promise<Undo> {
  const made = await answerOf(promiseCallbackAction({ callId, dueAt, ownerId }));
  if (!made.ok) return null;
  const { id } = made.data;
  return () => closeCallbackAction({ id, reason: "not-needed" });
}
