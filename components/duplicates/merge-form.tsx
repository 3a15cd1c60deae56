"use client";

import { ArrowLeftRight } from "lucide-react";
import { Link } from "#components/ui/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { mergeContactsAction } from "#lib/duplicates/actions";
import { singleFields, type SingleField } from "#lib/duplicates/merge-input";
import type { MergeSide } from "#lib/duplicates/queries";
import { MergeLists } from "./merge-lists";
import { FieldRow } from "./merge-row";
import { useUndoMerge } from "./use-undo-merge";

/** Two contacts side by side; where only one value can stay, which. */
export function MergeForm({ kept, gone }: { kept: MergeSide; gone: MergeSide }) {
  const t = useTranslations("duplicates");
  const router = useRouter();
  const undo = useUndoMerge();
  const [pending, start] = useTransition();
  const [take, setTake] = useState<ReadonlySet<SingleField>>(new Set());

  function choose(field: SingleField, ofGone: boolean) {
    const next = new Set(take);
    if (ofGone) next.add(field);
    else next.delete(field);
    setTake(next);
  }

  function merge() {
    start(async () => {
      const failed = { ok: false, code: "failed" } as const;
      const input = { keptId: kept.id, goneId: gone.id, take: [...take] };
      const result = await mergeContactsAction(input).catch(() => failed);
      if (!result.ok) {
        toast.error(t(result.code === "not-found" ? "merge.notFound" : "failed"));
        return;
      }
      const { mergeId, keptId } = result.data;
      toast.success(t("merge.done", { name: gone.fields.name ?? "" }), {
        action: { label: t("undo"), onClick: () => void undo(mergeId) },
      });
      router.push(`/contacts/${keptId}`);
    });
  }

  const exchanged = new URLSearchParams({ kept: gone.id, gone: kept.id });
  return (
    <div className="rounded-xl border border-line bg-surface shadow-card">
      <div role="table" aria-label={t("merge.title")}>
        <div
          role="row"
          className="grid grid-cols-2 gap-x-4 border-b border-line bg-sunken px-4 py-2 text-xs font-medium text-ink-soft sm:grid-cols-[8rem_1fr_1fr]"
        >
          <span role="columnheader" className="sr-only sm:not-sr-only">
            {t("merge.field")}
          </span>
          <span role="columnheader">{t("merge.kept")}</span>
          <span role="columnheader">{t("merge.gone")}</span>
        </div>
        {singleFields.map((field) => (
          <FieldRow
            key={field}
            field={field}
            kept={kept.fields[field]}
            gone={gone.fields[field]}
            takesGone={take.has(field)}
            onChoose={(ofGone) => choose(field, ofGone)}
          />
        ))}
        <MergeLists kept={kept} gone={gone} />
      </div>
      <div className="flex flex-wrap gap-2 px-4 py-3">
        <Button variant="primary" disabled={pending} onClick={merge}>
          {pending ? t("merge.submitting") : t("merge.submit")}
        </Button>
        <Button variant="ghost" asChild>
          <Link href={`/contacts/duplicates/merge?${exchanged}`} replace>
            <ArrowLeftRight aria-hidden className="size-4" />
            {t("merge.swap")}
          </Link>
        </Button>
      </div>
    </div>
  );
}
