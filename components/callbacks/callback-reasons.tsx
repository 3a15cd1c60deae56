"use client";

import { useTranslations } from "next-intl";
import { useMe, usePersonName } from "#components/live/live-provider";
import { RelativeTime } from "#components/ui/relative-time";
import { ordersStopped, type CallbackView } from "#lib/callbacks/callback-view";
import { ClockTime } from "./times-in-words";

/** Why the client waits, what has been tried, whose the client is, and what somebody noted. */
export function CallbackReasons({ callback }: { callback: CallbackView }) {
  const t = useTranslations("callbacks");
  const { missed, missedCount, promised, waitingSince, attempts, lastAttemptAt } = callback;
  return (
    <div className="min-w-0 text-sm text-ink-soft">
      {promised && (
        <p className="text-ink">
          {t.rich("promisedFor", { time: () => <ClockTime iso={waitingSince} /> })}
        </p>
      )}
      {missed && (
        <p className="truncate">
          <span className="font-medium text-missed">{t("missed", { count: missedCount })}</span>
          {" · "}
          <RelativeTime iso={missed.at} />
          {" · "}
          {missed.connection}
          {missed.line && ` · ${t("line", { line: missed.line })}`}
        </p>
      )}
      {callback.lead && <Form lead={callback.lead} />}
      <p>
        <Owner callback={callback} />
        {lastAttemptAt && (
          <>
            {" · "}
            {t("attempts", { count: attempts })} <RelativeTime iso={lastAttemptAt} />
          </>
        )}
      </p>
      {callback.note && <p className="truncate text-ink">{callback.note}</p>}
    </div>
  );
}

function Owner({ callback: { ownerId } }: { callback: CallbackView }) {
  const t = useTranslations("callbacks");
  const { userId } = useMe();
  const name = usePersonName()(ownerId);
  if (ownerId === userId) return t("yours");
  return name ? t("owner", { name }) : t("nobodys");
}

/** What they sent, from which page, and what came of the order. */
function Form({ lead }: { lead: NonNullable<CallbackView["lead"]> }) {
  const t = useTranslations("callbacks");
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
          {lead.failure === ordersStopped ? t("ordersStopped") : lead.failure}
        </p>
      )}
    </>
  );
}
