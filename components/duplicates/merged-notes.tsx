"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import type { MergeView } from "#lib/duplicates/queries";
import { useUndoMerge } from "./use-undo-merge";

/** Who has gone into a contact, and the way back. */
export function MergedNotes({ merges }: { merges: MergeView[] }) {
  const t = useTranslations("duplicates.merged");
  const undo = useUndoMerge();
  const [pending, start] = useTransition();
  if (merges.length === 0) return null;
  return (
    <ul className="mb-4 flex flex-col gap-1">
      {merges.map(({ id, name, by, at }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          <span>{by ? t("by", { name, who: by }) : t("text", { name })}</span>
          <RelativeTime iso={at} />
          <Button
            size="sm"
            variant="ghost"
            disabled={pending}
            aria-label={t("undoNamed", { name })}
            onClick={() => start(() => undo(id))}
          >
            {t("undo")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
