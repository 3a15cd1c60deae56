"use client";

import { ArrowLeftRight } from "lucide-react";
import { Link } from "#components/ui/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button";
import { mergeContactsAction } from "#lib/contacts/duplicates/actions";
import { mostEntries, singleFields, type SingleField, fieldsOfKind } from "#lib/contacts/fields";
import type { MergeSide } from "#lib/contacts/duplicates/queries";
import { answerOf } from "../../ui/use-action";
import { FieldRow, MergeRow } from "./merge-row";
import { useUndoMerge } from "./merged-notes";
import { RelativeTime } from "#components/ui/relative-time";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { toast } from "../../ui/toast";

/** Words for why a merge did not happen, by its code. */
const refusals: Partial<Record<string, "merge.notFound" | "merge.tooMany">> = {
  "not-found": "merge.notFound",
  "too-many": "merge.tooMany",
};

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
      const input = { keptId: kept.id, goneId: gone.id, take: [...take] };
      const result = await answerOf(mergeContactsAction(input));
      if (!result.ok) {
        toast.error(t(refusals[result.code] ?? "failed", { most: mostEntries }));
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

/** What both keep: nothing is to be chosen here. */
function MergeLists({ kept, gone }: { kept: MergeSide; gone: MergeSide }) {
  const t = useTranslations("duplicates.merge");
  const names = useTranslations("contacts.fields");
  const list = (items: readonly string[]) =>
    items.length === 0 ? (
      <span className="text-ink-soft">{t("nothing")}</span>
    ) : (
      <ul className="figures">
        {items.map((item, position) => (
          <li key={position}>{item}</li>
        ))}
      </ul>
    );
  const rows: [label: string, of: (side: MergeSide) => readonly string[]][] = [
    [names("numbers"), ({ numbers }) => numbers.map(numberWords)],
    [names("emails"), ({ emails }) => emails],
    [names("tags"), ({ tags }) => tags],
    [
      t("history"),
      ({ calls, notes }) => [t("calls", { count: calls }), t("notes", { count: notes })],
    ],
  ];
  const shown = rows.filter(([, of]) => of(kept).length + of(gone).length > 0);
  const differing = fieldsOfKind("flag").filter((flag) => kept[flag] !== gone[flag]);
  return (
    <>
      {shown.map(([label, of]) => (
        <MergeRow key={label} label={label} kept={list(of(kept))} gone={list(of(gone))} />
      ))}
      {differing.map((flag) => (
        <MergeRow
          key={flag}
          label={names(flag)}
          kept={t(kept[flag] ? "yes" : "no")}
          gone={t(gone[flag] ? "yes" : "no")}
        />
      ))}
      <MergeRow
        label={t("created")}
        kept={<RelativeTime iso={kept.createdAt} />}
        gone={<RelativeTime iso={gone.createdAt} />}
      />
    </>
  );
}

function numberWords({ label, ...number }: MergeSide["numbers"][number]): string {
  const words = formatPhoneNumber(number);
  return label ? `${words} (${label})` : words;
}
