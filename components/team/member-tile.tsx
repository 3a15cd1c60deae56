"use client";

import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar";
import { Badge, StatusDot, type Tone } from "#components/ui/badge";
import { useNow } from "../ui/use-now";
import { hour, runningClock, second } from "#lib/base/duration";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import type { TeamMember, TeamState } from "#lib/team/board-view";
import { useDuration, useWait } from "../ui/use-duration";

/** Wrap-up looks like being busy, for that is what it is. */
const tones: Record<TeamState, Tone> = {
  talking: "talking",
  ringing: "ringing",
  dialling: "ringing",
  "wrap-up": "ringing",
  away: "missed",
  offline: "neutral",
  "do-not-disturb": "missed",
  free: "accent",
};

/** One person: what they do, with whom, since when, and their day so far. */
export function MemberTile({ member }: { member: TeamMember }) {
  const t = useTranslations("team");
  const duration = useDuration();
  const { name, state, since, client, today, extensions } = member;
  const tone = tones[state];
  const calls = useTranslations("calls");
  const number = client && formatPhoneNumber(client.number);
  return (
    <li
      data-state={state}
      className={`flex min-w-0 flex-col gap-2 rounded-xl border border-line bg-surface p-4 shadow-card ${state === "offline" ? "text-ink-soft" : ""}`}
    >
      <div className="flex items-center gap-3">
        <Avatar name={name} />
        <h2 className="min-w-0 flex-1 font-semibold break-words">{name}</h2>
        <p className="figures text-xs text-ink-soft">
          {extensions.length > 0
            ? t("extension", { number: extensions.join(", ") })
            : t("noExtension")}
        </p>
      </div>
      <p className="flex min-h-6 items-center justify-between gap-3">
        <Badge tone={tone}>
          <StatusDot tone={tone} pulsing={state === "ringing"} />
          {t(state)}
        </Badge>
        {since && <Since iso={since} className="text-lg font-semibold" />}
      </p>
      {client && (
        <p className="break-words">
          {t("with", { client: client.name ?? (number || calls("hiddenNumber")) })}
        </p>
      )}
      {today && (
        <p className="figures mt-auto flex flex-wrap gap-x-3 border-t border-line pt-2 text-xs text-ink-soft">
          <span>{t("today")}:</span>
          <span>{t("answered", { count: today.answered })}</span>
          <span>{t("outgoing", { count: today.outgoing })}</span>
          <span>{t("missed", { count: today.missed })}</span>
          <span>
            {t("talkTime")} {duration(today.talkSeconds)}
          </span>
        </p>
      )}
    </li>
  );
}

/** From then on nobody counts seconds, in ms. */
const long = hour;

/** How long it has been, ticking. Never part of a live region: nobody wants every second read out. */
export function Since({ iso, className }: { iso: string; className?: string }) {
  const words = useWait();
  const now = useNow(second);
  const lasted = now === null ? null : now - new Date(iso).getTime();
  return (
    <span role="timer" aria-live="off" className={`figures ${className ?? ""}`}>
      {lasted === null ? "" : lasted < long ? runningClock(lasted / 1000) : words(lasted)}
    </span>
  );
}
