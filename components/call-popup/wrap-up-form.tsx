"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOutcomeWords } from "../calls/use-outcome-words";
import { CallClientActions } from "#components/client/client-actions";
import { useCallContext } from "../client/use-call-context";
import { OpenCallback } from "#components/client/client-context";
import { CallNoteField } from "#components/notes/call-note-field";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/page";
import type { CallView, OutcomeView } from "#lib/realtime/events";

interface WrapUpFormProps {
  call: CallView;
  outcomes: readonly OutcomeView[];
  onOutcome: (outcome: OutcomeView) => void;
  /** Done without saying what came of it. */
  onDone: () => void;
}

/** What there is to say about a talk that is over: a note, the next step, and what it gave. */
export function WrapUpForm({ call, outcomes, onOutcome, onDone }: WrapUpFormProps) {
  const t = useTranslations("popup");
  const words = useOutcomeWords();
  const context = useCallContext(call);
  return (
    <div className="mt-2 flex flex-col gap-2.5 border-t border-line pt-2.5">
      <div className="text-sm">
        <OpenCallback context={context} />
      </div>
      <CallNoteField callId={call.id} />
      <CallClientActions call={call} />
      <div role="group" aria-label={t("outcome")} className="grid grid-cols-2 gap-1.5">
        {outcomes.map((outcome, index) => (
          <Button
            key={outcome.id}
            size="sm"
            data-key={`Digit${index + 1}`}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => onOutcome(outcome)}
            className="min-w-0 justify-start!"
          >
            <Kbd>{index + 1}</Kbd>
            <span className="truncate">{words(outcome)}</span>
          </Button>
        ))}
      </div>
      <Button size="sm" variant="ghost" onClick={onDone} className="self-end">
        <Check aria-hidden className="size-3.5" />
        {t("done")}
      </Button>
    </div>
  );
}
