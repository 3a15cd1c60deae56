"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import type { ConnectionHealth } from "#lib/connections/connection-view";
import { useConnectionWords } from "../use-connection-words";

/** How the link stood lately, newest first. */
export function StateHistory(props: { provider: string; states: ConnectionHealth["states"] }) {
  const t = useTranslations();
  const words = useConnectionWords();
  if (props.states.length === 0) return null;
  return (
    <Card title={t("health.states")}>
      <ol className="divide-y divide-line px-4">
        {props.states.map(({ state, code, detail, at }, index) => (
          <li key={index} className="flex items-baseline justify-between gap-4 py-2 text-sm">
            <span className="min-w-0 break-words">
              <span className="font-medium">{t(`connections.states.${state}`)}</span>{" "}
              <span className="text-ink-soft">{words.reason(props.provider, code, detail)}</span>
            </span>
            <span className="text-xs text-ink-soft">
              <RelativeTime iso={at} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
