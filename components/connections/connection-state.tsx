"use client";

import { useFormatter, useTranslations } from "next-intl";
import { StatusDot, type Tone } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import { useNow } from "../ui/use-now";
import { second } from "#lib/base/duration";
import {
  isUnheard,
  type ConnectionHealth,
  type ConnectionState as State,
  type ConnectionView,
} from "#lib/connections/connection-view";
import { useConnections } from "#components/live/live-provider";
import { Card } from "#components/ui/page";
import { useConnectionWords } from "./use-connection-words";

const tones: Record<State, Tone> = {
  off: "neutral",
  connecting: "ringing",
  online: "talking",
  waiting: "missed",
  refused: "missed",
};

/** How a connection stands: state, since when, and why it is not otherwise. */
export function ConnectionState({ view }: { view: ConnectionView }) {
  const t = useTranslations("connections");
  const words = useConnectionWords();
  const reason = words.reason(view.provider, view.code, view.detail);
  const troubled = view.state === "waiting" || view.state === "refused";
  return (
    <div role="status" className="flex min-w-0 items-baseline gap-2">
      <StatusDot
        tone={isUnheard(view) ? "ringing" : tones[view.state]}
        pulsing={view.state === "connecting"}
      />
      <div className="min-w-0">
        <span className="font-medium">
          {t(`states.${isUnheard(view) ? "unheard" : view.state}`)}
        </span>
        <span className="text-xs text-ink-soft">
          {" · "}
          <RelativeTime iso={view.since} />
        </span>
        {reason && (
          <p className={`text-sm break-words ${troubled ? "text-missed" : "text-ink-soft"}`}>
            {reason}
          </p>
        )}
        {troubled && view.retryAt && <NextTry at={view.retryAt} />}
      </div>
    </div>
  );
}

function NextTry({ at }: { at: string }) {
  const t = useTranslations("connections");
  const format = useFormatter();
  const now = useNow(second);
  const due = new Date(at);
  if (now === null || due.getTime() <= now) return null;
  // Counts down every second: nothing to be read out each time.
  return (
    <p aria-hidden className="figures text-xs text-ink-soft">
      {t("retry", { when: format.relativeTime(due, now) })}
    </p>
  );
}

/** How this connection stands right now, above its settings. */
export function LiveState({ slug }: { slug: string }) {
  const view = useConnections().find((one) => one.slug === slug);
  if (!view) return null;
  return (
    <div className="rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
      <ConnectionState view={view} />
    </div>
  );
}

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
              <span className="font-medium">
                {t(`connections.states.${isUnheard({ state, code }) ? "unheard" : state}`)}
              </span>{" "}
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
