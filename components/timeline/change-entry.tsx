"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePersonName } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import type { ChangeEntry as Change } from "#lib/timeline/timeline-view";
import { describeField, type FieldWords } from "./change-words";
import { EntryFrame } from "./entry-frame";

/** More are folded. */
const shown = 3;
const fields = [
  "name",
  "company",
  "numbers",
  "emails",
  "ownerId",
  "tags",
  "source",
  "note",
  "doNotCall",
];

/** What somebody changed in the card, in words. */
export function ChangeEntry({ at, change }: { at: string; change: Change }) {
  const t = useTranslations("timeline.change");
  const personName = usePersonName();
  const [open, setOpen] = useState(false);
  const who = personName(change.userId) ?? t("program");
  const lines = change.fields.flatMap(({ field, from, to }) =>
    describeField({ field, from, to }, (id) => personName(id)).map((words) => ({ field, words })),
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
          {title ?? (
            <>
              {who} <Line {...lines[0]!} />
            </>
          )}
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
  const what = fields.includes(field) ? field : "other";
  return t(`how.${words.how}`, { field: what, from: "", to: "", value: "", ...words });
}
