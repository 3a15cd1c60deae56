"use client";

import { PhoneForwarded, PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useAbility } from "#components/live/live-provider";
import { PresenceBadge } from "#components/people/colleagues";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { useAction, useAnswer } from "../ui/use-action";
import {
  hangUpCallAction,
  transferCallAction,
  transferTargetsAction,
} from "#lib/calls/call-actions";
import type { CallView } from "#lib/calls/call-view";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { chooseTarget, matchingTargets } from "./transfer-targets";
import { useRefusalWords } from "../numbers/phone-link";

/** What a person can do with a call that rings or talks at them: exactly what its connection can. */
export function CallControls({ call }: { call: CallView }) {
  const t = useTranslations("card");
  const words = useRefusalWords();
  const canTransfer = useAbility("transfer", call.connection);
  const canHangUp = useAbility("hangUp", call.connection);
  const [transferring, setTransferring] = useState(false);
  const { run, busy } = useAction(hangUpCallAction);
  if (!canTransfer && !canHangUp) return null;

  function hangUp() {
    run(
      { callId: call.id },
      { onRefused: (refusal) => toast.error(t("notHungUp"), { description: words(refusal) }) },
    );
  }

  return (
    <div className="flex gap-2">
      {canTransfer && (
        <Button className="flex-1" aria-haspopup="dialog" onClick={() => setTransferring(true)}>
          <PhoneForwarded aria-hidden className="size-4" />
          {t("transfer.action")}
        </Button>
      )}
      {canHangUp && (
        <Button className="flex-1 text-missed" disabled={busy} onClick={hangUp}>
          <PhoneOff aria-hidden className="size-4" />
          {t("hangUp")}
        </Button>
      )}
      {transferring && <TransferDialog call={call} onClose={() => setTransferring(false)} />}
    </div>
  );
}

/** Whom to hand a call to: a colleague, or any extension. What is typed finds both. */
function TransferDialog({ call, onClose }: { call: CallView; onClose: () => void }) {
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
          toast.success(t("transfer.done", { extension }));
          onClose();
        },
      },
    );
  }

  const chosen = chooseTarget(targets, typed);
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
            onChange={(event) => {
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
