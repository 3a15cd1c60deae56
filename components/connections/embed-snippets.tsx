"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { CopiedText } from "#components/ui/copied-text";
import { Card } from "#components/ui/page";

interface EmbedSnippetsProps {
  /** Where we are reached from outside. */
  origin: string;
  connection: { slug: string; name: string };
}

/** How to put a connection's lead form on the company's own site. */
export function EmbedSnippets({ origin, connection }: EmbedSnippetsProps) {
  const t = useTranslations("leads.embed");
  const form = `${origin}/lead/${connection.slug}`;
  const labels = { copy: t("copy"), copied: t("copied") };
  return (
    <Card title={t("title", { name: connection.name })}>
      <div className="flex flex-col gap-3 p-4 text-left">
        <p className="text-sm text-ink-soft">{t("script")}</p>
        <CopiedText text={`<script src="${form}.js" async></script>`} labels={labels} />
        <p className="text-sm text-ink-soft">{t("frame")}</p>
        <CopiedText
          text={`<iframe src="${form}" title="${t("frameTitle")}" style="border:0;width:100%;height:30rem"></iframe>`}
          labels={labels}
        />
        <a
          href={form}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1.5 self-start text-sm text-accent hover:underline"
        >
          {t("open")}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </div>
    </Card>
  );
}
