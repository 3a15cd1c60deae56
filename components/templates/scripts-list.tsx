"use client";

import { Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import type { LineScriptView } from "#lib/templates/template-view";
import { ScriptDialog } from "./script-dialog";
import { useLineName } from "./use-line-name";

/** What is read out when a call comes in, line by line. */
export function ScriptsList({ scripts }: { scripts: LineScriptView[] }) {
  const t = useTranslations("templates.scripts");
  const [asked, setAsked] = useState<LineScriptView | "new" | null>(null);
  return (
    <Card
      title={t("title")}
      actions={
        <Button size="sm" aria-haspopup="dialog" onClick={() => setAsked("new")}>
          <Plus aria-hidden className="size-3.5" />
          {t("new")}
        </Button>
      }
    >
      <p className="px-4 py-3 text-sm text-ink-soft">{t("help")}</p>
      <ul aria-label={t("title")} className="empty:hidden border-t border-line">
        {scripts.map((script) => (
          <ScriptRow key={script.line} script={script} onChange={() => setAsked(script)} />
        ))}
      </ul>
      {asked && (
        <ScriptDialog script={asked === "new" ? null : asked} onClose={() => setAsked(null)} />
      )}
    </Card>
  );
}

function ScriptRow(props: { script: LineScriptView; onChange: () => void }) {
  const t = useTranslations("templates.scripts");
  const { line, text } = props.script;
  const name = useLineName()(line);
  return (
    <li className="flex items-center gap-2 border-b border-line px-4 py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="figures truncate font-medium">{name}</p>
        <p className="line-clamp-2 text-sm whitespace-pre-line text-ink-soft wrap-anywhere">
          {text || t("none")}
        </p>
      </div>
      <Button
        variant="ghost"
        size="icon"
        aria-haspopup="dialog"
        aria-label={t("change", { line: name })}
        title={t("change", { line: name })}
        onClick={props.onChange}
      >
        <Pencil aria-hidden className="size-4" />
      </Button>
    </li>
  );
}
