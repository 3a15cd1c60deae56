"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import type { ConnectionForm } from "#lib/connections/queries";
import { playScenarioAction } from "#lib/connections/trial-actions";
import { useAction } from "../../ui/use-action";

interface PlayScenariosProps {
  connectionId: string;
  scenarios: ConnectionForm["scenarios"];
}

/** What a simulated provider can be asked to do. */
export function PlayScenarios({ connectionId, scenarios }: PlayScenariosProps) {
  const t = useTranslations("simulators");
  const action = useAction(playScenarioAction);

  function play(scenario: (typeof scenarios)[number]) {
    action.run(
      { connectionId, scenario },
      {
        onDone: () => toast.success(t("playing", { name: t(`scenarios.${scenario}.name`) })),
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <Card title={t("title")}>
      <ul className="divide-y divide-line px-4">
        {scenarios.map((scenario) => (
          <li key={scenario} className="flex items-center justify-between gap-4 py-3 text-sm">
            <span className="min-w-0">
              <span className="font-medium">{t(`scenarios.${scenario}.name`)}</span>
              <span className="block text-ink-soft">{t(`scenarios.${scenario}.text`)}</span>
            </span>
            <Button
              size="sm"
              disabled={action.busy}
              onClick={() => play(scenario)}
              aria-label={t("playNamed", { name: t(`scenarios.${scenario}.name`) })}
            >
              <Play aria-hidden className="size-3.5" />
              {t("play")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
