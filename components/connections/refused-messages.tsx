import { getTranslations } from "next-intl/server";
import { Card } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";

interface RefusedMessagesProps {
  messages: { id: number; raw: string; reason: string | null; receivedAt: string }[];
}

/** What came from the provider and could not be understood, with the reason. */
export async function RefusedMessages({ messages }: RefusedMessagesProps) {
  const t = await getTranslations("connections.refused");
  if (messages.length === 0) return null;
  return (
    <Card title={t("title")}>
      <p className="px-4 pt-3 text-sm text-ink-soft">{t("text", { count: messages.length })}</p>
      <ul className="divide-y divide-line px-4 py-2">
        {messages.map(({ id, raw, reason, receivedAt }) => (
          <li key={id} className="flex flex-col gap-1 py-2 text-sm">
            <span className="flex justify-between gap-4">
              <span className="font-medium">{reason}</span>
              <span className="text-ink-soft">
                <RelativeTime iso={receivedAt} />
              </span>
            </span>
            <code className="font-mono text-xs break-all text-ink-soft">{raw}</code>
          </li>
        ))}
      </ul>
    </Card>
  );
}
