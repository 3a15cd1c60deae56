"use client";

import { PhoneForwarded, PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useRefusalWords } from "../calls/use-refusal-words";
import { useAbility } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { hangUpCallAction } from "#lib/calls/call-actions";
import type { CallView } from "#lib/realtime/events";
import { TransferDialog } from "./transfer-dialog";

/** What a person can do with a call that rings or talks at them: exactly what its connection can. */
export function CallControls({ call }: { call: CallView }) {
  const t = useTranslations("popup");
  const words = useRefusalWords();
  const canTransfer = useAbility("transfer", call.connection);
  const canHangUp = useAbility("hangUp", call.connection);
  const [transferring, setTransferring] = useState(false);
  const [pending, start] = useTransition();
  if (!canTransfer && !canHangUp) return null;

  function hangUp() {
    start(async () => {
      const offline = { ok: false, code: "failed" } as const;
      const result = await hangUpCallAction({ callId: call.id }).catch(() => offline);
      if (!result.ok) toast.error(t("notHungUp"), { description: words(result) });
    });
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
        <Button className="flex-1 text-missed" disabled={pending} onClick={hangUp}>
          <PhoneOff aria-hidden className="size-4" />
          {t("hangUp")}
        </Button>
      )}
      {transferring && <TransferDialog call={call} onClose={() => setTransferring(false)} />}
    </div>
  );
}
