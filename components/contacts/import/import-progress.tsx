"use client";

import { Download, Undo2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Button } from "#components/ui/button";
import { Card, Skeleton } from "#components/ui/page";
import {
  cancelImportAction,
  continueImportAction,
  undoImportAction,
} from "#lib/contacts/import/actions";
import { canUndo, isBusy } from "#lib/contacts/import/import-options";
import type { ImportView } from "#lib/contacts/import/queries";
import { useAction } from "../../ui/use-action";
import { StateBadge } from "./import-history";
import { useImport, useImportWords } from "./use-import";
const counts = ["created", "updated", "skipped", "failed", "leftOut"] as const;

/** An import as it goes on, and then its report. */
export function ImportProgress({ id, onAnother }: { id: string; onAnother: () => void }) {
  const t = useTranslations("import");
  const words = useImportWords();
  const router = useRouter();
  const { view, reload } = useImport(id);
  const { run, busy, refusal } = useAction((action: typeof undoImportAction) => action({ id }));
  const act = (action: typeof undoImportAction) =>
    run(action, { onDone: reload, onRefused: reload });

  function another() {
    onAnother();
    // The history below the drop zone is the server's.
    router.refresh();
  }

  if (!view) return <Skeleton className="h-40 w-full" />;
  const { state } = view;
  return (
    <Card title={view.fileName} actions={<StateBadge state={state} />}>
      <div className="flex flex-col gap-4 p-4">
        <Bar view={view} />
        <Counts view={view} />
        {state === "running" && <p className="text-sm text-ink-soft">{t("progress.stays")}</p>}
        {view.kept !== null && <p role="status">{t("kept", { count: view.kept })}</p>}
        <p role="alert" className="text-sm font-medium text-missed empty:hidden">
          {refusal && words(refusal.code)}
        </p>
        <div className="flex flex-wrap gap-2">
          {!isBusy(state) && (
            <Button variant="primary" onClick={another}>
              {t("actions.another")}
            </Button>
          )}
          {state === "interrupted" && (
            <Button disabled={busy} onClick={() => act(continueImportAction)}>
              {t("actions.continue")}
            </Button>
          )}
          {state === "running" && (
            <Button disabled={busy} onClick={() => act(cancelImportAction)}>
              {t("actions.cancel")}
            </Button>
          )}
          {view.hasProblems && (
            <Button asChild>
              <a href={`/api/imports/${id}/failures.csv`} download>
                <Download aria-hidden className="size-4" />
                {t("actions.failures")}
              </a>
            </Button>
          )}
          {canUndo(state) && view.created + view.updated > 0 && (
            <Button disabled={busy} onClick={() => act(undoImportAction)}>
              <Undo2 aria-hidden className="size-4" />
              {t("actions.undo")}
            </Button>
          )}
        </div>
        {canUndo(state) && view.created + view.updated > 0 && (
          <p className="text-xs text-ink-soft">{t("undoHelp")}</p>
        )}
      </div>
    </Card>
  );
}

function Bar({ view: { position, total } }: { view: ImportView }) {
  const t = useTranslations("import.progress");
  const most = Math.max(total, position, 1);
  const text = t("text", { position, total: Math.max(total, position) });
  return (
    <div>
      <div
        role="progressbar"
        aria-label={t("label")}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={position}
        aria-valuetext={text}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className="h-full bg-accent-fill transition-[width] duration-100"
          style={{ width: `${(100 * position) / most}%` }}
        />
      </div>
      <p className="figures mt-1.5 text-sm text-ink-soft">{text}</p>
    </div>
  );
}

function Counts({ view }: { view: ImportView }) {
  const t = useTranslations("import.counts");
  const format = useFormatter();
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {counts.map((name) => (
        <div key={name} data-count={name}>
          <dt className="text-xs text-ink-soft">{t(name)}</dt>
          <dd className="figures text-xl font-semibold">{format.number(view[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
