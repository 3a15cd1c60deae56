"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#components/ui/button";
import { RelativeTime } from "#components/ui/relative-time";
import { undoMergeAction } from "#lib/contacts/duplicates/actions";
import type { MergeView } from "#lib/contacts/duplicates/queries";
import { answerOf } from "../../ui/use-action";
import { toast } from "../../ui/toast";

/** Who has gone into a contact, and the way back. */
export function MergedNotes({ merges }: { merges: MergeView[] }) {
  const t = useTranslations("duplicates.merged");
  const undo = useUndoMerge();
  const [pending, start] = useTransition();
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

/** Takes a merge back, and says how that went. */
export function useUndoMerge(): (mergeId: string) => Promise<void> {
  const t = useTranslations("duplicates");
  const router = useRouter();
  return async (mergeId) => {
    const result = await answerOf(undoMergeAction({ mergeId }));
    if (result.ok) toast.success(t("merged.undone"));
    else toast.error(t(result.code === "merged-on" ? "merge.mergedOn" : "failed"));
    router.refresh();
  };
}
