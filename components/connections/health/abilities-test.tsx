"use client";

import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import { testConnectionAction } from "#lib/connections/trial-actions";
import type { AbilityOutcome } from "#lib/connections/connection-view";
import { useAction } from "../../ui/use-action";
import { useConnectionWords } from "../use-connection-words";

interface AbilitiesTestProps {
  connectionId: string;
  provider: string;
}

/** Tries, at a click, whatever the connection can do without disturbing anybody. */
export function AbilitiesTest({ connectionId, provider }: AbilitiesTestProps) {
  const t = useTranslations("health.test");
  const { run, busy } = useAction(testConnectionAction);
  const [outcomes, setOutcomes] = useState<AbilityOutcome[] | "failed" | null>(null);

  function test() {
    setOutcomes(null);
    run({ connectionId }, { onDone: setOutcomes, onRefused: () => setOutcomes("failed") });
  }

  return (
    <Card title={t("title")}>
      <div className="flex flex-wrap items-center justify-between gap-3 p-4">
        <p className="min-w-0 flex-1 text-sm text-ink-soft">{t("help")}</p>
        <Button onClick={test} disabled={busy}>
          {t(busy ? "running" : "action")}
        </Button>
      </div>
      <div role="status" aria-live="polite">
        {outcomes === "failed" && <p className="px-4 pb-4 text-sm text-missed">{t("failed")}</p>}
        {Array.isArray(outcomes) && (
          <ul className="divide-y divide-line border-t border-line px-4">
            {outcomes.length === 0 && <li className="py-3 text-sm">{t("nothing")}</li>}
            {outcomes.map((outcome, index) => (
              <Outcome key={index} outcome={outcome} provider={provider} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

const looks = {
  true: { icon: CircleCheck, colour: "text-talking", words: "works" },
  false: { icon: CircleAlert, colour: "text-missed", words: "broken" },
  null: { icon: Info, colour: "text-ringing", words: "unknown" },
} as const;

function Outcome({ outcome, provider }: { outcome: AbilityOutcome; provider: string }) {
  const t = useTranslations("health.test");
  const words = useConnectionWords();
  const { ability, ok, code, detail, at } = outcome;
  const { icon: Icon, colour, words: verdict } = looks[`${ok}`];
  const key = `outcomes.${code}` as "outcomes.heard";
  const text = code && t.has(key) ? t(key) : words.reason(provider, code, detail);
  return (
    <li className="flex items-start gap-2 py-3 text-sm">
      <Icon aria-label={t(verdict)} role="img" className={`mt-0.5 size-4 shrink-0 ${colour}`} />
      <span className="min-w-0">
        <span className="font-medium">{t(`abilities.${ability}`)}</span>
        <span className="block break-words text-ink-soft">
          {text} {at && <RelativeTime iso={at} />}
        </span>
      </span>
    </li>
  );
}
