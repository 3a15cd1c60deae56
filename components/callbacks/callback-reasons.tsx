"use client";

import { useTranslations } from "next-intl";
import { useMe, usePersonName } from "#components/live/live-provider";
import { Dotted } from "#components/ui/dotted";
import { RelativeTime } from "#components/ui/relative-time";
import { ordersStopped, type CallbackTask, type CallbackView } from "#lib/callbacks/callback-view";
import { useSaid } from "../ui/use-said";
import { taskIcons } from "./task-icons";
import { ClockTime } from "./times-in-words";

/** Why the client waits, what has been tried, who is to call, and what somebody noted. */
export function CallbackReasons({ callback }: { callback: CallbackView }) {
  const t = useTranslations("callbacks");
  const { task, missed, missedCount, promised, waitingSince, attempts, lastAttemptAt } = callback;
  return (
    <div className="min-w-0 text-sm text-ink-soft @lg:col-start-2 @2xl:col-[2/-1] @3xl:col-auto">
      {task !== "call" && <Task task={task} at={waitingSince} />}
      {promised && task === "call" && (
        <p className="text-ink">
          {t.rich("promisedFor", { time: () => <ClockTime iso={waitingSince} /> })}
        </p>
      )}
      {missed && (
        <Dotted>
          <span className="font-medium text-missed">{t("missed", { count: missedCount })}</span>
          <RelativeTime iso={missed.at} />
          {missed.connection}
          {missed.line && t("line", { line: missed.line })}
        </Dotted>
      )}
      {callback.lead && <Form lead={callback.lead} />}
      <Dotted>
        <Caller callback={callback} />
        {lastAttemptAt && (
          <>
            {t("attempts", { count: attempts })} <RelativeTime iso={lastAttemptAt} />
          </>
        )}
      </Dotted>
      {callback.note && <p className="truncate text-ink">{callback.note}</p>}
    </div>
  );
}

/** What is owed, where it is no call, and when. */
function Task({ task, at }: { task: CallbackTask; at: string }) {
  const t = useTranslations("callbacks.tasks");
  const Icon = taskIcons[task];
  return (
    <p className="flex items-center gap-1.5 text-ink">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="font-medium">{t(task)}</span> · <ClockTime iso={at} />
    </p>
  );
}

/** Who owes the call, who need not be the client's owner. */
function Caller({ callback: { ownerId, task } }: { callback: CallbackView }) {
  const t = useTranslations("callbacks");
  const { userId } = useMe();
  const name = usePersonName()(ownerId);
  if (task !== "call" && name) return ownerId === userId ? t("caller.task") : name;
  if (ownerId === userId) return t("caller.you");
  return name ? t("caller.person", { name }) : t("caller.nobody");
}

/** What they sent, from which page, and what came of the order. */
function Form({ lead }: { lead: NonNullable<CallbackView["lead"]> }) {
  const t = useTranslations("callbacks");
  const said = useSaid();
  const from = lead.title ?? lead.page ?? lead.connection;
  return (
    <>
      <p className="truncate">
        <span className="font-medium text-ink">{t("form")}</span>{" "}
        {lead.page && /^https?:/.test(lead.page) ? (
          <a href={lead.page} target="_blank" rel="noreferrer" className="hover:underline">
            {from}
          </a>
        ) : (
          from
        )}
        {lead.order && <span className="figures"> · {t("ordered", { order: lead.order })}</span>}
      </p>
      {lead.failure !== null && (
        <p>
          <span className="font-medium text-missed">{t("orderRefused")}</span>{" "}
          {lead.failure === ordersStopped ? t("ordersStopped") : said(lead.failure)}
        </p>
      )}
    </>
  );
}
