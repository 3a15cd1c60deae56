"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { replayMessagesAction } from "#lib/connections/actions";
import { useAction } from "../ui/use-action";

interface ReplayButtonProps {
  connectionId: string;
  /** One message; all that are set aside when absent. */
  id?: number;
  label: string;
}

export function ReplayButton({ connectionId, id, label }: ReplayButtonProps) {
  const t = useTranslations("connections.refused");
  const { run, busy } = useAction(replayMessagesAction);

  function replay() {
    run(
      { connectionId, ids: id === undefined ? undefined : [id] },
      {
        onDone(replayed) {
          if (replayed.refused > 0) toast.warning(t("refusedAgain", replayed));
          else toast.success(t("applied", replayed));
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <Button size="sm" onClick={replay} disabled={busy}>
      <RotateCw aria-hidden className={busy ? "size-3.5 animate-spin" : "size-3.5"} />
      {label}
    </Button>
  );
}
