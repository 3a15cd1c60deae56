import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Card } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import { Said } from "#components/ui/said";
import type { ConnectionActivity } from "#lib/connections/health";
import type { ConnectionHealth } from "#lib/connections/connection-view";
import { Badge } from "#components/ui/badge";

interface FiguresProps {
  activity: ConnectionActivity;
  health: ConnectionHealth;
  /** The provider can list earlier calls. */
  readsHistory: boolean;
}

/** The connection in numbers. */
export async function Figures({ activity, health, readsHistory }: FiguresProps) {
  const [t, format] = await Promise.all([getTranslations("health.figures"), getFormatter()]);
  const { push, since, states, history } = health;
  const online = states[0]?.state === "online" ? states[0].at : null;
  const never = t("never");
  const times = push
    ? t("pushTimes", { p50: format.number(push.p50), p95: format.number(push.p95) })
    : t("noRings");
  return (
    <Card title={t("title")}>
      <dl className="grid gap-x-6 gap-y-4 p-4 sm:grid-cols-2">
        <Figure label={t("upSince")}>{online ? <RelativeTime iso={online} /> : t("down")}</Figure>
        <Figure label={t("lastMessage")}>
          {activity.lastMessageAt ? <RelativeTime iso={activity.lastMessageAt} /> : never}
        </Figure>
        <Figure label={t("messages")}>{format.number(activity.messages)}</Figure>
        <Figure label={t("calls")}>{format.number(activity.calls)}</Figure>
        <Figure
          label={t("push")}
          note={push ? t("pushNote", { rings: push.rings }) : t("pushMeaning")}
        >
          {times}
        </Figure>
        {readsHistory && (
          <Figure
            label={history?.ok === false ? t("historyFailed") : t("history")}
            note={
              history ? (
                history.detail ? (
                  <Said text={history.detail} />
                ) : (
                  t("historyRead", { messages: history.messages })
                )
              ) : undefined
            }
            troubled={history?.ok === false}
          >
            {history ? <RelativeTime iso={history.at} /> : t("historyNever")}
          </Figure>
        )}
      </dl>
      <p className="border-t border-line px-4 py-2 text-xs text-ink-soft">
        {t("since")} <RelativeTime iso={since} />
      </p>
    </Card>
  );
}

interface FigureProps {
  label: string;
  note?: ReactNode;
  troubled?: boolean;
  children: ReactNode;
}

function Figure({ label, note, troubled = false, children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-soft">{label}</dt>
      <dd className="figures font-medium">{children}</dd>
      {note && (
        <dd className={`text-xs break-words ${troubled ? "text-missed" : "text-ink-soft"}`}>
          {note}
        </dd>
      )}
    </div>
  );
}

/** Requests to the connection's address: how many were accepted, which were refused, and why. */
export async function RefusedHooks({ hooks }: { hooks: ConnectionHealth["hooks"] }) {
  const t = await getTranslations("health.hooks");
  const { accepted, lastAcceptedAt, refused } = hooks;
  return (
    <Card title={t("title")}>
      <p className="px-4 pt-3 text-sm text-ink-soft">
        {t("accepted", { count: accepted })}{" "}
        {lastAcceptedAt && <RelativeTime iso={lastAcceptedAt} />}
      </p>
      {refused.length === 0 ? (
        <p className="px-4 py-3 text-sm">{t("none")}</p>
      ) : (
        <ul className="divide-y divide-line px-4 py-1">
          {refused.map(({ status, code, message, count, lastAt }) => (
            <li key={`${status} ${code} ${message}`} className="flex flex-col gap-1 py-3 text-sm">
              <span className="flex items-baseline justify-between gap-4">
                <span className="min-w-0 font-medium break-words">
                  {t.has(`reasons.${code}` as "reasons.unauthorized")
                    ? t(`reasons.${code}` as "reasons.unauthorized")
                    : message}
                </span>
                <Badge tone="missed">{t("times", { count })}</Badge>
              </span>
              <span className="text-xs break-words text-ink-soft">
                HTTP {status} · {message} · <RelativeTime iso={lastAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
