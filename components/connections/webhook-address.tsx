"use client";

import { useTranslations } from "next-intl";
import { CopiedText } from "#components/ui/copied-text";
import { Card } from "#components/ui/page";

/** Where the provider has to send its events. */
export function WebhookAddress({ address }: { address: string }) {
  const t = useTranslations("connections.webhook");
  return (
    <Card title={t("title")}>
      <div className="flex flex-col gap-2 p-4">
        <p className="text-sm text-ink-soft">{t("help")}</p>
        <CopiedText text={address} labels={{ copy: t("copy"), copied: t("copied") }} />
      </div>
    </Card>
  );
}
