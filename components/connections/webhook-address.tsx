"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";

/** Where the provider has to send its events. */
export function WebhookAddress({ address }: { address: string }) {
  const t = useTranslations("connections.webhook");
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  return (
    <Card title={t("title")}>
      <div className="flex flex-col gap-2 p-4">
        <p className="text-sm text-ink-soft">{t("help")}</p>
        <div className="flex items-center gap-2">
          <code className="min-w-0 flex-1 rounded-md bg-sunken px-3 py-2 text-sm break-all">
            {address}
          </code>
          <Button
            size="sm"
            onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}
          >
            <Icon aria-hidden className="size-3.5" />
            <span aria-live="polite">{t(copied ? "copied" : "copy")}</span>
          </Button>
        </div>
      </div>
    </Card>
  );
}
