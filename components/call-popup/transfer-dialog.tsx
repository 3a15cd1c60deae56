"use client";

import { useTranslations } from "next-intl";
import { startTransition, useEffect, useState, useTransition } from "react";
import { toast } from "sonner";
import { useRefusalWords } from "../calls/use-refusal-words";
import { PresenceBadge } from "#components/people/presence-badge";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { transferCallAction, transferTargetsAction } from "#lib/calls/call-actions";
import { formatPhoneNumber } from "#lib/phone-number";
import type { CallView, TransferTarget } from "#lib/realtime/events";
import { chooseTarget, matchingTargets } from "./transfer-targets";

/** Whom to hand a call to: a colleague, or any extension. What is typed finds both. */
export function TransferDialog({ call, onClose }: { call: CallView; onClose: () => void }) {
  const t = useTranslations("popup");
  const common = useTranslations("common");
  const words = useRefusalWords();
  const [targets, setTargets] = useState<TransferTarget[]>([]);
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();

  useEffect(() => {
    let gone = false;
    void transferTargetsAction({ callId: call.id })
      .then((result) => {
        if (!gone && result.ok) setTargets(result.data);
      })
      // An extension can be typed all the same.
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [call.id]);

  function transfer(extension: string) {
    if (pending) return;
    start(async () => {
      const offline = { ok: false, code: "failed" } as const;
      const result = await transferCallAction({ callId: call.id, extension }).catch(() => offline);
      // In the same frame as the end of waiting: who reads the refusal can press Enter again at once.
      if (!result.ok) return startTransition(() => setRefusal(words(result)));
      toast.success(t("transfer.done", { extension }));
      onClose();
    });
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
        <Field label={t("transfer.to")} error={refusal ?? undefined}>
          <Input
            value={typed}
            autoComplete="off"
            maxLength={64}
            onChange={(event) => {
              setTyped(event.target.value);
              setRefusal(null);
            }}
          />
        </Field>
        <ul className="flex max-h-64 flex-col gap-0.5 overflow-y-auto">
          {matchingTargets(targets, typed).map((target) => (
            <li key={target.extension}>
              <button
                type="button"
                disabled={pending}
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
        <Button type="submit" variant="primary" disabled={pending || !chosen}>
          {chosen ? t("transfer.submit", { extension: chosen }) : t("transfer.action")}
        </Button>
      </form>
    </Dialog>
  );
}
