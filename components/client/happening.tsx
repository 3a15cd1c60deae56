"use client";

import {
  ArrowDownLeft,
  ArrowUpRight,
  History,
  MessageSquareText,
  PhoneMissed,
  Repeat,
  StickyNote,
  Undo2,
  type LucideIcon,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useOutcomeWords } from "../calls/use-outcome-words";
import { usePersonName } from "#components/live/live-provider";
import { RelativeTime } from "#components/ui/relative-time";
import { formatDuration } from "#lib/duration";
import type { Happening } from "#lib/clients/client-context";

const icons = {
  incoming: ArrowDownLeft,
  outgoing: ArrowUpRight,
  internal: Repeat,
  missed: PhoneMissed,
  note: StickyNote,
  sms: MessageSquareText,
  callback: Undo2,
  change: History,
} satisfies Record<string, LucideIcon>;

/** One thing that happened with a client, in one line. */
export function HappeningLine({ happening }: { happening: Happening }) {
  const personName = usePersonName();
  const words = useWords(happening);
  const missed = isMissed(happening);
  const look =
    happening.kind === "call" ? (missed ? "missed" : happening.direction) : happening.kind;
  const Icon = icons[look];
  const rest = [words, happening.text, personName(happening.userId)].filter(Boolean).join(" · ");
  return (
    <li className="flex h-5 items-center gap-1.5 text-xs text-ink-soft">
      <Icon aria-hidden className={`size-3.5 shrink-0 ${missed ? "text-missed" : ""}`} />
      <span className="min-w-0 flex-1 truncate" title={rest}>
        <span className="text-ink">{words || happening.text}</span>
        {rest.slice((words || happening.text || "").length)}
      </span>
      <RelativeTime iso={happening.at} />
    </li>
  );
}

function isMissed(one: Happening): boolean {
  return one.kind === "call" && one.direction === "incoming" && one.disposition !== "answered";
}

/** What it was, in a word or two; empty where the text itself says it. */
function useWords(happening: Happening): string {
  const t = useTranslations("client");
  const calls = useTranslations("calls");
  const outcome = useOutcomeWords();
  switch (happening.kind) {
    case "call": {
      if (isMissed(happening)) return calls("missed");
      if (happening.outcome) return outcome(happening.outcome);
      if (happening.talkSeconds)
        return t("talked", { time: formatDuration(happening.talkSeconds) });
      return calls(`dispositions.${happening.disposition ?? "failed"}`);
    }
    case "callback": {
      const key = `callbacks.${happening.detail}` as "callbacks.done";
      return t.has(key) ? t(key) : t("callbacks.done");
    }
    case "change": {
      const key = `changes.${happening.detail}` as "changes.edited";
      return t.has(key) ? t(key) : t("changes.edited");
    }
    case "note":
    case "sms":
      return "";
  }
}
