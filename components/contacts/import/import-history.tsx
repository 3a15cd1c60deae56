"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/page";
import type { ImportState } from "#lib/contacts/import/import-options";
import type { ImportView } from "#lib/contacts/import/queries";

const tones: Record<ImportState, Tone> = {
  running: "accent",
  undoing: "accent",
  done: "talking",
  interrupted: "ringing",
  cancelled: "neutral",
  failed: "missed",
  undone: "neutral",
};

export function StateBadge({ state }: { state: ImportState }) {
  const t = useTranslations("import.states");
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}

/** What was imported before, each with its report a click away. */
export function ImportHistory(props: { imports: ImportView[]; onShow: (id: string) => void }) {
  const t = useTranslations("import");
  const format = useFormatter();
  return (
    <div className="mt-6">
      <Card title={t("history.title")}>
        {props.imports.length === 0 && (
          <p className="px-4 py-3 text-sm text-ink-soft">{t("history.empty")}</p>
        )}
        <ul>
          {props.imports.map(({ id, fileName, state, created, updated, by, startedAt }) => (
            <li
              key={id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-0"
            >
              <div className="min-w-0 flex-1 basis-48">
                <p className="truncate font-medium">{fileName}</p>
                <p className="text-xs text-ink-soft">
                  {t("history.by", {
                    name: by ?? "–",
                    when: format.dateTime(new Date(startedAt), {
                      dateStyle: "medium",
                      timeStyle: "short",
                    }),
                  })}
                </p>
              </div>
              <span className="figures text-sm text-ink-soft">
                +{format.number(created)}
                {updated > 0 && ` / ${format.number(updated)}`}
              </span>
              <StateBadge state={state} />
              <Button
                size="sm"
                aria-label={`${t("actions.show")}: ${fileName}`}
                onClick={() => props.onShow(id)}
              >
                {t("actions.show")}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
