"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { replayMessagesAction } from "#lib/connections/actions";

interface ReplayButtonProps {
  connectionId: string;
  /** One message; all that are set aside when absent. */
  id?: number;
  label: string;
}

export function ReplayButton({ connectionId, id, label }: ReplayButtonProps) {
  const t = useTranslations("connections.refused");
  const [pending, start] = useTransition();

  function replay() {
    start(async () => {
      const failed = { ok: false } as const;
      const ids = id === undefined ? undefined : [id];
      const result = await replayMessagesAction({ connectionId, ids }).catch(() => failed);
      if (!result.ok) toast.error(t("failed"));
      else if (result.data.refused > 0) toast.warning(t("refusedAgain", result.data));
      else toast.success(t("applied", result.data));
    });
  }

  return (
    <Button size="sm" onClick={replay} disabled={pending}>
      <RotateCw aria-hidden className={pending ? "size-3.5 animate-spin" : "size-3.5"} />
      {label}
    </Button>
  );
}
