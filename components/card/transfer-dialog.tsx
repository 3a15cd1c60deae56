"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { PresenceBadge } from "#components/people/colleagues";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { transferCallAction, transferTargetsAction } from "#lib/calls/call-actions";
import type { CallView } from "#lib/calls/call-view";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { useRefusalWords } from "../numbers/refusal-words";
import { toast } from "../ui/toast";
import { useAction, useAnswer } from "../ui/use-action";
import { chooseTarget, matchingTargets } from "./transfer-targets";

/** Whom to hand a call to: a colleague, or any extension. What is typed finds both. */
export function TransferDialog({ call, onClose }: { call: CallView; onClose: () => void }) {
  const t = useTranslations("card");
  const common = useTranslations("common");
  const words = useRefusalWords();
  const [typed, setTyped] = useState("");
  const { run, busy, refusal, clear } = useAction(transferCallAction);
  // Without an answer an extension can be typed all the same.
  const { answer } = useAnswer(call.id, (callId) => transferTargetsAction({ callId }));
  const targets = answer?.data ?? [];

  function transfer(extension: string) {
    if (busy) return;
    run(
      { callId: call.id, extension },
      {
        onDone() {
          const colleague = targets.find((target) => target.extension === extension);
          const to = colleague ? `${colleague.name}, ${extension}` : extension;
          toast.success(t("transfer.done", { to }));
          onClose();
        },
      },
    );
  }

  const chosen = chooseTarget(targets, typed);
  // Whoever types quickly has pressed Enter before the colleagues are known: it counts when they are.
  const isWanted = useRef(false);
  const transferWanted = useEffectEvent(() => {
    if (isWanted.current && chosen) transfer(chosen);
    isWanted.current = false;
  });
  useEffect(() => {
    if (answer) transferWanted();
  }, [answer]);
  const client = call.contact?.name ?? (formatPhoneNumber(call.clientNumber) || t("hiddenNumber"));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("transfer.title", { client })}
      closeLabel={common("close")}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) transfer(chosen);
        }}
      >
        <Field label={t("transfer.to")} error={refusal ? words(refusal) : undefined}>
          <Input
            value={typed}
            autoComplete="off"
            maxLength={64}
            onKeyDown={({ key }) => {
              if (key === "Enter" && !answer && !chosen) isWanted.current = true;
            }}
            onChange={(event) => {
              isWanted.current = false;
              setTyped(event.target.value);
              clear();
            }}
          />
        </Field>
        <ul className="flex max-h-64 flex-col gap-0.5 overflow-y-auto">
          {matchingTargets(targets, typed).map((target) => (
            <li key={target.extension}>
              <button
                type="button"
                disabled={busy}
                onClick={() => transfer(target.extension)}
                className="flex w-full flex-wrap items-center gap-2 rounded-md px-2 py-2 text-left hover:bg-hover"
              >
                <span className="font-medium">{target.name}</span>
                <span className="figures text-sm text-ink-soft">{target.extension}</span>
                <span className="flex-1" />
                <PresenceBadge served={target} busy={target.busy} />
              </button>
            </li>
          ))}
        </ul>
        <Button type="submit" variant="primary" disabled={busy || !chosen}>
          {chosen ? t("transfer.submit", { extension: chosen }) : t("transfer.action")}
        </Button>
      </form>
    </Dialog>
  );
}
