import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useOutcomeWords } from "../calls/use-outcome-words";
import { useMe } from "#components/live/live-provider";
import { noteDrafts } from "../notes/browser-drafts";
import type { NoteDraft } from "../notes/note-drafts";
import { undoWrapUpAction, wrapUpCallAction } from "#lib/calls/wrap-up-actions";
import type { OutcomeView } from "#lib/realtime/events";
import type { CardModel } from "./cards";
import type { useDismissals } from "./use-dismissals";
import { whoIs } from "./who-is";

/** Says what a talk gave, with the note as it stands: the strip goes at once, and undo brings it back. */
export function useWrapUp(putAway: ReturnType<typeof useDismissals>["putAway"]) {
  const t = useTranslations("popup");
  const words = useOutcomeWords();
  const { userId } = useMe();

  async function undo(callId: string) {
    const result = await undoWrapUpAction({ callId }).catch(() => null);
    if (!result?.ok) toast.error(t("notUndone"));
  }

  return async function wrapUp(card: CardModel, outcome: OutcomeView) {
    const callId = card.call.id;
    const raw = noteDrafts().raw(userId, callId);
    const draft = raw === null ? null : (JSON.parse(raw) as NoteDraft);
    const note = draft?.unsent ? draft.text : undefined;
    const ask = () => wrapUpCallAction({ callId, outcomeId: outcome.id, note });
    if (!(await putAway(card, ask, t("notWrappedUp")))) return;
    if (note !== undefined) noteDrafts().sent(userId, callId, note);
    toast.success(t("wrappedUp", { who: whoIs(card.call), outcome: words(outcome) }), {
      action: { label: t("undo"), onClick: () => void undo(callId) },
    });
  };
}
