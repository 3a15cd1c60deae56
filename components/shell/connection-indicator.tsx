"use client";

import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { useConnections } from "#components/live/live-provider";
import { StatusDot, type Tone } from "#components/ui/badge";
import type { ConnectionState, ConnectionView } from "#lib/connections/connection-view";

const tones: Record<ConnectionState, Tone> = {
  off: "neutral",
  connecting: "ringing",
  online: "talking",
  waiting: "missed",
  refused: "missed",
};
/** The state a person should know of first. */
const urgency: ConnectionState[] = ["refused", "waiting", "connecting", "online", "off"];

/** How telephony stands, in one line: the worst of the connections that are switched on. */
export function ConnectionIndicator({ canManage }: { canManage: boolean }) {
  const t = useTranslations("shell");
  const connections = useConnections();
  const worst = [...connections].sort(
    (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state),
  )[0];
  const words = worst ? t(`states.${worst.state}`) : t("noConnections");
  const content = (
    <span
      role="status"
      aria-label={`${t("telephony")}: ${words}`}
      data-connection-state={worst?.state ?? "none"}
      title={connections.map(describe).join("\n")}
      className="flex items-center gap-2 rounded-md px-2 py-1.5 text-sm text-ink-soft"
    >
      <StatusDot
        tone={worst ? tones[worst.state] : "neutral"}
        pulsing={worst?.state === "connecting"}
      />
      <span className="hidden truncate sm:inline">{words}</span>
      {connections.some((one) => one.simulator) && (
        <span className="hidden rounded bg-ringing-soft px-1.5 text-xs font-medium text-ringing sm:inline">
          {t("simulator")}
        </span>
      )}
    </span>
  );
  if (!canManage) return content;
  return (
    <Link href="/admin/connections" className="rounded-md hover:bg-hover">
      {content}
    </Link>
  );
}

function describe({ name, state, detail }: ConnectionView): string {
  return `${name}: ${detail ?? state}`;
}
