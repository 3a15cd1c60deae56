"use client";

import { Pause, Play, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { steerCampaignAction } from "#lib/campaigns/actions";
import type { CampaignMode, CampaignState } from "#lib/campaigns/campaign-states";
import type { CampaignCommand } from "#lib/campaigns/steer-campaign";
import { useAction } from "../ui/use-action";
import { useSaid } from "../ui/use-said";
import { toast } from "../ui/toast";

interface CampaignCommandsProps {
  campaign: { id: string; mode: CampaignMode; state: CampaignState };
}

/** What may be done with the campaign as it stands. */
export function CampaignCommands({ campaign }: CampaignCommandsProps) {
  const t = useTranslations("campaigns.commands");
  const words = useCampaignWords();
  const router = useRouter();
  const action = useAction(steerCampaignAction);
  const [stopping, setStopping] = useState(false);
  const { id, mode, state } = campaign;

  function steer(command: CampaignCommand) {
    setStopping(false);
    action.run(
      { id, command },
      {
        onDone: () => router.refresh(),
        onRefused({ code, message }) {
          toast.error(words(code, message));
          router.refresh();
        },
      },
    );
  }

  const button = (command: CampaignCommand, Icon: typeof Play, primary = false) => (
    <Button
      variant={primary ? "primary" : "secondary"}
      disabled={action.busy}
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

/** What an action's code means; a provider's own words say more than "failed". */
export function useCampaignWords() {
  const t = useTranslations("campaigns.errors");
  const said = useSaid();
  return (code: string, message?: string): string => {
    if (t.has(code as "failed")) return t(code as "failed");
    return message ? t("provider", { message: said(message) }) : t("failed");
  };
}
