"use client";

import { FlaskConical, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { createSimulatedAction, playScenarioAction } from "#lib/connections/trial-actions";
import type { ConnectionForm } from "#lib/connections/queries";
import { useAction } from "../ui/use-action";
import { useConnectionWords } from "./use-connection-words";
import { toast } from "../ui/toast";

/** A connection to a built-in simulator, by one click, with nothing to fill in. */
export function TrySimulator({ providers }: { providers: { id: string; label: string }[] }) {
  const t = useTranslations("simulators");
  const words = useConnectionWords();
  const router = useRouter();
  const action = useAction(createSimulatedAction);
  if (providers.length === 0) return null;

  function create(provider: string) {
    action.run(
      { provider },
      {
        onDone({ slug }) {
          toast.success(t("created"));
          router.push(`/admin/connections/${slug}`);
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <Card title={t("try")}>
      <div className="flex flex-col gap-3 p-4">
        <p className="text-sm text-ink-soft">{t("tryHelp")}</p>
        <div className="flex flex-wrap gap-2">
          {providers.map(({ id, label }) => (
            <Button key={id} size="sm" disabled={action.busy} onClick={() => create(id)}>
              <FlaskConical aria-hidden className="size-3.5" />
              {words.provider(id, label)}
            </Button>
          ))}
        </div>
      </div>
    </Card>
  );
}

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
