import { Link } from "#components/ui/link";
import { getTranslations } from "next-intl/server";
import { ReplayButton } from "./health-commands";
import { Badge, type Tone } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import {
  messageFilters,
  type InboxMessages,
  type InboxMessageView,
  type MessageFilter,
} from "#lib/connections/health";

const tones: Record<InboxMessageView["status"], Tone> = {
  applied: "talking",
  kept: "neutral",
  received: "ringing",
  refused: "missed",
};

interface InboxListProps {
  connectionId: string;
  inbox: InboxMessages;
  show: MessageFilter;
  /** The page these are on. */
  path: string;
}

/** What the provider sent, as it came; what was set aside can be tried again. */
export async function InboxList({ connectionId, inbox, show, path }: InboxListProps) {
  const t = await getTranslations("health.messages");
  const words = await getTranslations("connections.refused");
  const { messages, more, refused } = inbox;
  return (
    <Card title={t("title")}>
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 pt-3">
        <nav aria-label={t("filter")} className="flex flex-wrap gap-1 rounded-lg bg-sunken p-1">
          {messageFilters.map((one) => (
            <Link
              key={one}
              href={`${path}?show=${one}`}
              aria-current={one === show ? "page" : undefined}
              className="rounded-md px-2.5 py-1 text-sm text-ink-soft hover:text-ink aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-card"
            >
              {t(`filters.${one}`)}
            </Link>
          ))}
        </nav>
        {refused > 1 && <ReplayButton connectionId={connectionId} label={words("againAll")} />}
      </div>
      {refused > 0 && (
        <p className="px-4 pt-3 text-sm text-ink-soft">{words("text", { total: refused })}</p>
      )}
      {messages.length === 0 && <p className="p-4 text-sm text-ink-soft">{t("none")}</p>}
      <ul className="divide-y divide-line px-4 py-1">
        {messages.map(({ id, raw, status, reason, receivedAt }) => (
          <li key={id} className="flex flex-col gap-1 py-3 text-sm">
            <span className="flex items-center justify-between gap-4">
              <span className="flex min-w-0 flex-wrap items-baseline gap-2">
                <Badge tone={tones[status]}>{t(`filters.${status}`)}</Badge>
                <span className="min-w-0 font-medium break-words">{reason}</span>
                <span className="text-xs text-ink-soft">
                  <RelativeTime iso={receivedAt} />
                </span>
              </span>
              {status === "refused" && (
                <ReplayButton connectionId={connectionId} id={id} label={words("again")} />
              )}
            </span>
            <code className="font-mono text-xs break-all text-ink-soft">{raw}</code>
          </li>
        ))}
      </ul>
      {more && (
        <div className="border-t border-line px-4 py-3">
          <Button size="sm" asChild>
            <Link href={`${path}?show=${show}&before=${messages.at(-1)!.id}`}>{t("older")}</Link>
          </Button>
        </div>
      )}
    </Card>
  );
}
