import { getTranslations } from "next-intl/server";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import type { ConnectionHealth } from "#lib/connections/connection-view";

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
