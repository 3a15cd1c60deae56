"use client";

import { useTranslations } from "next-intl";
import { useConnections, useLinkState } from "#components/live/live-provider";
import { useLinkAway } from "../live/use-away";
import { StatusDot, type Tone } from "#components/ui/badge";
import { Link } from "#components/ui/link";
import {
  isUnheard,
  type ConnectionState,
  type ConnectionView,
} from "#lib/connections/connection-view";

/** `unheard`: listening for a provider of which nothing has come yet. */
type Standing = ConnectionState | "unheard";
const standingOf = (view: ConnectionView): Standing => (isUnheard(view) ? "unheard" : view.state);

const tones: Record<Standing, Tone> = {
  off: "neutral",
  connecting: "ringing",
  unheard: "ringing",
  online: "talking",
  waiting: "missed",
  refused: "missed",
};
/** The state a person should know of first. */
const urgency: Standing[] = ["refused", "waiting", "connecting", "unheard", "online", "off"];

/**
 * How telephony stands, in one line: the worst of the connections that are switched on. Without a link to
 * tinyCRM nobody knows.
 */
export function ConnectionIndicator({ canManage }: { canManage: boolean }) {
  const t = useTranslations("shell");
  const connections = useConnections();
  const isUnlinked = useLinkState() === "offline";
  const isAway = useLinkAway() !== null;
  const [worst] = connections
    .map(standingOf)
    .sort((a, b) => urgency.indexOf(a) - urgency.indexOf(b));
  const standing = isAway ? "waiting" : isUnlinked ? "connecting" : worst;
  const words = standing ? t(`states.${standing}`) : t("noConnections");
  const content = (
    <span
      role="status"
      aria-label={`${t("telephony")}: ${words}`}
      data-connection-state={standing ?? "none"}
      title={isAway ? t("link.offline") : connections.map(describe).join("\n")}
      className="flex flex-wrap items-center gap-x-2 gap-y-0.5 rounded-md px-2 py-1.5 text-sm text-ink-soft low:py-1"
    >
      <StatusDot
        tone={standing ? tones[standing] : "neutral"}
        pulsing={standing === "connecting"}
      />
      <span className="hidden truncate wide:inline">{words}</span>
      {connections.some((one) => one.simulator) && (
        <span className="hidden rounded bg-ringing-soft px-1.5 text-xs font-medium text-ringing wide:inline">
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
