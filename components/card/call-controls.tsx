"use client";

import { PhoneForwarded, PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAbility } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { useAction } from "../ui/use-action";
import { hangUpCallAction } from "#lib/calls/call-actions";
import type { CallView } from "#lib/calls/call-view";
import { useAsk } from "./client-commands";
import { useRefusalWords } from "../numbers/refusal-words";
import { toast } from "../ui/toast";

/** What a person can do with a call that rings or talks at them: exactly what its connection can. */
export function CallControls({ call }: { call: CallView }) {
  const t = useTranslations("card");
  const words = useRefusalWords();
  const canTransfer = useAbility("transfer", call.connection);
  const canHangUp = useAbility("hangUp", call.connection);
  const ask = useAsk();
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
        <Button
          className="flex-1"
          title="T"
          aria-haspopup="dialog"
          data-key="KeyT"
          aria-keyshortcuts="t"
          onClick={() => ask({ what: "transfer", call })}
        >
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
    </div>
  );
}
