"use client";

import { PhoneCall, PhoneOff, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { day } from "#lib/base/duration";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { deadline, shownFrom, waitsFrom } from "#lib/callbacks/queue";
import { useWait } from "../ui/use-duration";
import { CallbackButtons } from "./callback-buttons";
import { CallbackClient } from "./callback-client";
import { CallbackReasons } from "./callback-reasons";
import { ClockTime } from "./times-in-words";
import { useCallbackCommands } from "./use-callback-commands";
import { useTalkOf } from "./use-queue-rows";

interface CallbackRowProps {
  callback: CallbackView;
  now: number;
  /** One row of the list is reached by Tab, the others by arrows. */
  reachable: boolean;
  /** What stands beside the list is about this one. */
  selected: boolean;
}

/** One client: how long they wait, who they are, why, and what can be done. Enter calls. Once they talk, only that is said. */
export function CallbackRow({ callback, now, reachable, selected }: CallbackRowProps) {
  const commands = useCallbackCommands(callback);

  return (
    <li
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the list is one stop, moved through by arrows
      tabIndex={reachable ? 0 : -1}
      data-callback={callback.id}
      aria-current={selected || undefined}
      className="grid items-center gap-x-4 gap-y-1.5 border-b border-line px-3 py-2.5 last:border-0 hover:bg-hover focus-visible:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent beside:aria-[current]:bg-hover beside:aria-[current]:shadow-[inset_2px_0_0_var(--accent)] @lg:grid-cols-[11rem_minmax(0,1fr)] @2xl:grid-cols-[10.5rem_minmax(0,1fr)_auto] @3xl:col-span-full @3xl:grid-cols-subgrid"
    >
      {callback.closed ? (
        <TalkState callback={callback} />
      ) : (
        <CallbackWait callback={callback} now={now} />
      )}
      <CallbackClient callback={callback} calling={commands.calling} />
      <CallbackReasons callback={callback} />
      {!callback.closed && <CallbackButtons callback={callback} now={now} commands={commands} />}
    </li>
  );
}

/** How long they have waited, and whether that is too long, or by more than a day; of a later one, when it is its turn. */
function CallbackWait({ callback, now }: { callback: CallbackView; now: number }) {
  const t = useTranslations("callbacks");
  const words = useWait();
  const from = shownFrom(callback);
  if (from > now) {
    return (
      <p className="text-sm font-medium @lg:flex @lg:min-h-11 @lg:items-center">
        <ClockTime iso={new Date(from).toISOString()} />
      </p>
    );
  }
  const left = deadline(callback) - now;
  return (
    <div
      className="flex min-w-0 flex-wrap items-center gap-x-2 @lg:block @lg:min-h-11"
      data-over-target={left < 0}
    >
      <p className="figures font-medium whitespace-nowrap">
        <span className="sr-only">{t("waits")} </span>
        {words(now - waitsFrom(callback))}
      </p>
      {left < 0 ? (
        <Badge tone={left < -day ? "alarm" : "missed"}>
          <TriangleAlert aria-hidden className="size-3" />
          {t("overTarget")}
        </Badge>
      ) : (
        <p className="figures text-xs whitespace-nowrap text-ink-soft">
          {t("targetIn", { time: words(left) })}
        </p>
      )}
    </div>
  );
}

/** Of one whom the person talks with, or has talked with and still to say what came of it: there is nothing else to do. */
function TalkState({ callback }: { callback: CallbackView }) {
  const t = useTranslations("card.states");
  const state = useTalkOf()(callback)?.state === "active" ? "active" : "wrap-up";
  const Icon = state === "active" ? PhoneCall : PhoneOff;
  return (
    <p data-talk={state} className="flex min-w-0 items-center @lg:min-h-11">
      <Badge tone={state === "active" ? "talking" : "neutral"}>
        <Icon aria-hidden className="size-3 shrink-0" />
        {t(state)}
      </Badge>
    </p>
  );
}
