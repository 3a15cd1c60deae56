"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { kindOf, type SingleField } from "#lib/contacts/fields";
import { dateInWords } from "#lib/contacts/partial-date";

/** One line of the comparison; on a phone its name stands above the two values. */
export function MergeRow(props: { label: string; kept: ReactNode; gone: ReactNode }) {
  return (
    <div
      role="row"
      className="grid grid-cols-2 gap-x-4 gap-y-1 border-b border-line px-4 py-2 sm:grid-cols-[8rem_1fr_1fr]"
    >
      <span role="rowheader" className="col-span-2 text-sm text-ink-soft sm:col-span-1">
        {props.label}
      </span>
      <div role="cell" className="min-w-0 break-words">
        {props.kept}
      </div>
      <div role="cell" className="min-w-0 break-words">
        {props.gone}
      </div>
    </div>
  );
}

interface FieldRowProps {
  field: SingleField;
  kept: string | null;
  gone: string | null;
  takesGone: boolean;
  onChoose: (ofGone: boolean) => void;
}

/** A choice where both have something to say; else whoever has says it. */
export function FieldRow({ field, kept, gone, takesGone, onChoose }: FieldRowProps) {
  const t = useTranslations("duplicates.merge");
  const names = useTranslations("contacts.fields");
  const locale = useLocale();
  if (kept === null && gone === null) return null;
  const differ = kept !== null && gone !== null && kept !== gone;
  const side = (stored: string | null, ofGone: boolean) => {
    const value = stored && kindOf(field) === "date" ? dateInWords(stored, locale) : stored;
    if (value === null) return <span className="text-ink-soft">{t("nothing")}</span>;
    if (!differ) return <span className="whitespace-pre-line">{value}</span>;
    const chosen = takesGone === ofGone;
    return (
      <label className="-mx-2 flex cursor-pointer items-start gap-2 rounded-md px-2 py-0.5 hover:bg-hover">
        <input
          type="radio"
          name={field}
          checked={chosen}
          onChange={() => onChoose(ofGone)}
          className="mt-1 accent-accent"
        />
        <span className={`whitespace-pre-line ${chosen ? "font-medium" : "text-ink-soft"}`}>
          {value}
        </span>
      </label>
    );
  };
  return <MergeRow label={names(field)} kept={side(kept, false)} gone={side(gone, true)} />;
}
