"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time";
import type { MergeSide } from "#lib/duplicates/queries";
import { formatPhoneNumber } from "#lib/phone-number";
import { MergeRow } from "./merge-row";

/** What both keep: nothing is to be chosen here. */
export function MergeLists({ kept, gone }: { kept: MergeSide; gone: MergeSide }) {
  const t = useTranslations("duplicates.merge");
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
    [t("numbers"), ({ numbers }) => numbers.map(numberWords)],
    [t("emails"), ({ emails }) => emails],
    [t("tags"), ({ tags }) => tags],
    [
      t("history"),
      ({ calls, notes }) => [t("calls", { count: calls }), t("notes", { count: notes })],
    ],
  ];
  const shown = rows.filter(([, of]) => of(kept).length + of(gone).length > 0);
  const differ = kept.doNotCall !== gone.doNotCall;
  const wants = ({ doNotCall }: MergeSide) => t(doNotCall ? "yes" : "no");
  return (
    <>
      {shown.map(([label, of]) => (
        <MergeRow key={label} label={label} kept={list(of(kept))} gone={list(of(gone))} />
      ))}
      {differ && <MergeRow label={t("doNotCall")} kept={wants(kept)} gone={wants(gone)} />}
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
