"use client";

import { useTranslations } from "next-intl";
import { BellRing, Grip, Bell, BellOff } from "lucide-react";
import { toast } from "sonner";
import { useState } from "react";
import { Link } from "#components/ui/link";
import { useConnections, useMe } from "#components/live/live-provider";
import { StatusDot, type Tone } from "#components/ui/badge";
import type { ConnectionState, ConnectionView } from "#lib/connections/connection-view";
import { Button } from "#components/ui/button";
import { ringMeAction } from "#lib/calls/call-actions";
import { AlertsDialog } from "#components/alerts/alerts-dialog";
import { useAction } from "../ui/use-action";
import { useOpenPanel } from "./panels";

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

/** Demo: the simulated PBX calls the person who presses it. */
export function RingMe({ hasExtension }: { hasExtension: boolean }) {
  const t = useTranslations("shell");
  const { run, busy } = useAction(ringMeAction);
  const simulated = useConnections().some(
    ({ simulator, state }) => simulator && state === "online",
  );
  if (!simulated || !hasExtension) return null;
  const ring = () => run({}, { onRefused: ({ code, message }) => toast.error(message ?? code) });
  return (
    <Button size="sm" data-ring-me title={t("ringMeHint")} disabled={busy} onClick={ring}>
      <BellRing aria-hidden className="size-3.5 text-ringing" />
      <span className="max-sm:sr-only">{t("ringMe")}</span>
    </Button>
  );
}

/** Opens the dial pad. */
export function DialButton() {
  const t = useTranslations("numbers.dialPad");
  const open = useOpenPanel();
  return (
    <button
      type="button"
      onClick={() => open("dial")}
      title={`${t("title")} (d)`}
      aria-haspopup="dialog"
      aria-keyshortcuts="d"
      className="flex items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm text-ink-soft hover:bg-hover hover:text-ink"
    >
      <Grip aria-hidden className="size-4 shrink-0" />
      <span className="sr-only sm:not-sr-only">{t("title")}</span>
    </button>
  );
}

/** Opens the alerts' settings; says clearly when calls do not ring. */
export function AlertsButton() {
  const t = useTranslations("alerts");
  const [open, setOpen] = useState(false);
  const { doNotDisturb } = useMe();
  const Icon = doNotDisturb ? BellOff : Bell;
  const words = t(doNotDisturb ? "doNotDisturb" : "title");
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        title={t("title")}
        aria-haspopup="dialog"
        data-do-not-disturb={doNotDisturb}
        className={`flex items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm ${
          doNotDisturb
            ? "bg-ringing-soft font-medium text-ringing"
            : "text-ink-soft hover:bg-hover hover:text-ink"
        }`}
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="sr-only sm:not-sr-only">{words}</span>
      </button>
      <AlertsDialog open={open} onOpenChange={setOpen} />
    </>
  );
}
