"use client";

import { Pause, Play, Square } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { steerCampaignAction } from "#lib/campaigns/actions";
import type { CampaignMode, CampaignState } from "#lib/campaigns/campaign-states";
import type { CampaignCommand } from "#lib/campaigns/steer-campaign";
import { useCampaignWords } from "./use-campaign-words";

interface CampaignCommandsProps {
  campaign: { id: string; mode: CampaignMode; state: CampaignState };
}

/** What may be done with the campaign as it stands. */
export function CampaignCommands({ campaign }: CampaignCommandsProps) {
  const t = useTranslations("campaigns.commands");
  const words = useCampaignWords();
  const router = useRouter();
  const [pending, start] = useTransition();
  const [stopping, setStopping] = useState(false);
  const { id, mode, state } = campaign;

  function steer(command: CampaignCommand) {
    setStopping(false);
    start(async () => {
      const failed = { ok: false, code: "failed", message: undefined } as const;
      const result = await steerCampaignAction({ id, command }).catch(() => failed);
      if (!result.ok) toast.error(words(result.code, result.message));
      router.refresh();
    });
  }

  const button = (command: CampaignCommand, Icon: typeof Play, primary = false) => (
    <Button
      variant={primary ? "primary" : "secondary"}
      disabled={pending}
      onClick={() => (command === "stop" ? setStopping(true) : steer(command))}
    >
      <Icon aria-hidden className="size-4" />
      {t(command === "stop" && mode === "provider" ? "finish" : command)}
    </Button>
  );
  return (
    <>
      {state === "draft" && button("start", Play, true)}
      {state === "running" && mode === "ours" && button("pause", Pause)}
      {state === "paused" && button("resume", Play, true)}
      {(state === "running" || state === "paused") && button("stop", Square)}
      <Dialog
        open={stopping}
        onOpenChange={setStopping}
        title={t(mode === "provider" ? "finishTitle" : "stopTitle")}
        description={t(mode === "provider" ? "finishText" : "stopText")}
        closeLabel={t("close")}
      >
        <div className="flex flex-wrap gap-2">
          <Button variant="danger" onClick={() => steer("stop")}>
            {t(mode === "provider" ? "finish" : "stopNow")}
          </Button>
          <Button variant="ghost" onClick={() => setStopping(false)}>
            {t("close")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
