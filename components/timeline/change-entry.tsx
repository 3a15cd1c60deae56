"use client";

import { History } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { usePersonName } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { fieldNames, kindOf } from "#lib/contacts/fields";
import { dateInWords } from "#lib/contacts/partial-date";
import type { ChangeEntry as Change, FieldChange, FieldValue } from "#lib/timeline/timeline-view";
import { BriefFrame, EntryFrame } from "./entry-frame";

/** More are folded. */
const shown = 3;

/** What somebody changed in the card, in words. */
export function ChangeEntry({ at, change }: { at: string; change: Change }) {
  const t = useTranslations("timeline.change");
  const personName = usePersonName();
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const who = personName(change.userId) ?? t("program");
  const wordsOf = (name: string, value: string) => {
    const field = fieldNames.find((known) => known === name);
    const kind = field && kindOf(field);
    if (kind === "person") return personName(value);
    return kind === "date" ? dateInWords(value, locale) : null;
  };
  const lines = change.fields.flatMap(({ field, from, to }) =>
    describeField({ field, from, to }, wordsOf).map((words) => ({ field, words })),
  );
  const title =
    change.kind !== "edited"
      ? t(`kinds.${change.kind}`, { who })
      : lines.length === 1
        ? null
        : t("edited", { who, count: lines.length });
  const visible = open || lines.length <= shown ? lines : [];
  return (
    <EntryFrame
      icon={History}
      kind={t("kind")}
      at={at}
      title={
        <span className="min-w-0 break-words">
          {title ?? <>{t.rich("one", { who, what: () => <Line {...lines[0]!} /> })}</>}
        </span>
      }
    >
      {title !== null && visible.length > 0 && (
        <ul className="mt-0.5 text-sm text-ink-soft">
          {visible.map((line, index) => (
            <li key={index} className="break-words">
              <Line {...line} />
            </li>
          ))}
        </ul>
      )}
      {lines.length > shown && (
        <Button
          size="sm"
          variant="ghost"
          className="-ml-2.5"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? "less" : "more")}
        </Button>
      )}
    </EntryFrame>
  );
}

function Line({ field, words }: { field: string; words: FieldWords }) {
  const t = useTranslations("timeline.change");
  const names = useTranslations("contacts.fieldsInText");
  const known = fieldNames.find((name) => name === field) ?? "other";
  return t(`how.${words.how}`, { field: names(known), from: "", to: "", value: "", ...words });
}

export function BriefChange({ at, change }: { at: string; change: Change }) {
  const t = useTranslations("timeline.brief.changes");
  const who = usePersonName()(change.userId);
  return <BriefFrame icon={History} words={t(change.kind)} who={who} at={at} />;
}

/** What a change of a field was, piece by piece, before it is worded. */
type FieldWords =
  | { how: "changed"; from: string; to: string }
  | { how: "set" | "cleared" | "added" | "removed"; value: string }
  | { how: "on" | "off" };

/** Longer values are cut: the card has them in full. */
const longest = 80;

/**
 * @param wordsOf a value as people read it, where it is not stored in words: a person, a date; else null
 * @returns nothing when the two are the same
 */
export function describeField(
  { field, from, to }: FieldChange,
  wordsOf: (field: string, value: string) => string | null,
): FieldWords[] {
  if (typeof to === "boolean" || typeof from === "boolean") return [{ how: to ? "on" : "off" }];
  if (Array.isArray(from) || Array.isArray(to)) return describeList(listOf(from), listOf(to));
  const word = (value: FieldValue) =>
    typeof value === "string" ? short(wordsOf(field, value) ?? value) : null;
  const [before, after] = [word(from), word(to)];
  if (before !== null && after !== null) {
    return before === after ? [] : [{ how: "changed", from: before, to: after }];
  }
  if (after !== null) return [{ how: "set", value: after }];
  return before === null ? [] : [{ how: "cleared", value: before }];
}

function describeList(from: readonly string[], to: readonly string[]): FieldWords[] {
  const removed = from.filter((one) => !to.includes(one));
  const added = to.filter((one) => !from.includes(one));
  return [
    ...removed.map((value) => ({ how: "removed" as const, value: short(value) })),
    ...added.map((value) => ({ how: "added" as const, value: short(value) })),
  ];
}

const listOf = (value: FieldValue): readonly string[] =>
  typeof value === "object" && value !== null ? value : [];

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
