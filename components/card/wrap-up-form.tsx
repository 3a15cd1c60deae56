"use client";

import { Check, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMe } from "#components/live/live-provider";
import { AboutClient } from "#components/templates/about-client";
import { CallNoteField, noteDrafts } from "#components/timeline/notes/call-note";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/page";
import type { CallView, OfferedOutcome } from "#lib/calls/call-view";
import { undoWrapUpAction, wrapUpCallAction } from "#lib/calls/call-actions";
import { inOfferedOrder } from "#lib/calls/outcomes/offered-order";
import type { ClientFacts } from "#lib/card/client-facts";
import { useOutcomeWords } from "../calls/call-state";
import { answerOf } from "../ui/use-action";
import type { CardModel } from "../live/cards";
import { whoIs } from "../live/who-is";
import type { NoteDraft } from "../timeline/notes/note-drafts";
import { ClientCommands } from "./client-commands";
import { OpenCallback } from "./client-facts";
import { KeptPromise } from "./kept-promise";
import { useCallContext } from "./use-call-context";
import type { PutAway } from "./use-cards";
import { toast } from "../ui/toast";

interface WrapUpFormProps {
  call: CallView;
  /** Nobody took it: tries again in an hour. Null of a talk. */
  onAgain: ((open: ClientFacts["callback"]) => void) | null;
  outcomes: readonly OfferedOutcome[];
  onOutcome: (outcome: OfferedOutcome) => void;
  /** Done without saying what came of it. */
  onDone: () => void;
}

/** What there is to say about a talk that is over, or a try: a note, the next step, and what it gave. */
export function WrapUpForm({ call, onAgain, outcomes, onOutcome, onDone }: WrapUpFormProps) {
  const t = useTranslations("card");
  const words = useOutcomeWords();
  const context = useCallContext(call);
  return (
    <div className="mt-2 flex flex-col gap-2.5 border-t border-line pt-2.5">
      <div className="text-sm">
        <OpenCallback facts={context} />
      </div>
      <KeptPromise context={context} />
      {onAgain && (
        <Button
          variant="primary"
          data-key="Enter"
          aria-keyshortcuts="Enter"
          onClick={() => onAgain(context?.callback ?? null)}
        >
          <RotateCcw aria-hidden className="size-4" />
          {t("again.action")}
          {/* Elsewhere Enter is somebody else's. */}
          <span className="hidden group-focus/strip:inline">
            <Kbd>Enter</Kbd>
          </span>
        </Button>
      )}
      <AboutClient client={call.contact}>
        <CallNoteField callId={call.id} />
      </AboutClient>
      <ClientCommands call={call} />
      <div role="group" aria-label={t("outcome")} className="grid grid-cols-2 gap-1.5">
        {inOfferedOrder(outcomes, { isTry: onAgain !== null }).map((outcome) => (
          <Button
            key={outcome.id}
            size="sm"
            data-key={`Digit${outcome.number}`}
            aria-keyshortcuts={String(outcome.number)}
            onClick={() => onOutcome(outcome)}
            className="h-auto! min-h-7 min-w-0 justify-start! py-1 text-left whitespace-normal!"
          >
            <Kbd>{outcome.number}</Kbd>
            <span className="min-w-0 wrap-anywhere">{words(outcome)}</span>
          </Button>
        ))}
      </div>
      <Button size="sm" variant="ghost" onClick={onDone} className="-mr-2.5 self-end">
        <Check aria-hidden className="size-3.5" />
        {t("done")}
      </Button>
    </div>
  );
}

/** Says what a talk gave, with the note as it stands: the strip goes at once, and undo brings it back. */
export function useWrapUp(putAway: PutAway) {
  const t = useTranslations("card");
  const words = useOutcomeWords();
  const { userId } = useMe();

  async function undo(callId: string) {
    const result = await answerOf(undoWrapUpAction({ callId }));
    if (!result.ok) toast.error(t("notUndone"));
  }

  /** @param description what was done with it */
  return async function wrapUp(card: CardModel, outcome: OfferedOutcome, description?: string) {
    const callId = card.call.id;
    const raw = noteDrafts().raw(userId, callId);
    const draft = raw === null ? null : (JSON.parse(raw) as NoteDraft);
    const note = draft?.unsent ? draft.text : undefined;
    const ask = () => wrapUpCallAction({ callId, outcomeId: outcome.id, note });
    if (!(await putAway(card, ask, t("notWrappedUp")))) return;
    if (note !== undefined) noteDrafts().sent(userId, callId, note);
    toast.success(t("wrappedUp", { who: whoIs(card.call), outcome: words(outcome) }), {
      description,
      action: { label: t("undo"), onClick: () => void undo(callId) },
    });
  };
}
