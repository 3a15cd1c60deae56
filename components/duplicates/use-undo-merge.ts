"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { undoMergeAction } from "#lib/duplicates/actions";

/** Takes a merge back, and says how that went. */
export function useUndoMerge(): (mergeId: string) => Promise<void> {
  const t = useTranslations("duplicates");
  const router = useRouter();
  return async (mergeId) => {
    const failed = { ok: false, code: "failed" } as const;
    const result = await undoMergeAction({ mergeId }).catch(() => failed);
    if (result.ok) toast.success(t("merged.undone"));
    else toast.error(t(result.code === "merged-on" ? "merge.mergedOn" : "failed"));
    router.refresh();
  };
}
