"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { deleteContactsAction, restoreContactsAction } from "#lib/contacts/actions";
import { answerOf } from "../ui/use-action";
import { toast, undoable } from "../ui/toast";
import { inChunks } from "./in-chunks";

/** Puts contacts into the bin, with a way back instead of a question before. */
export function useBin() {
  const t = useTranslations("contacts.bin");
  const router = useRouter();

  async function restore(ids: string[]): Promise<boolean> {
    const { last } = await inChunks(ids, (some) => answerOf(restoreContactsAction({ ids: some })));
    if (!last.ok) toast.error(t("restoreFailed"));
    router.refresh();
    return last.ok;
  }

  /** @returns whether they are all in the bin now */
  async function putAway(
    ids: string[],
    after: { onUndo?: () => void; onProgress?: (done: number) => void } = {},
  ): Promise<boolean> {
    const { answer, last } = await inChunks(
      ids,
      (some) => answerOf(deleteContactsAction({ ids: some })),
      after.onProgress,
    );
    if (!last.ok) {
      const { code, message = "" } = last;
      toast.error(code === "too-many" ? t("tooMany", { most: message }) : t("deleteFailed"));
    }
    if (!answer) return false;
    const gone = answer.ids;
    toast(t("deleted", { count: gone.length }), {
      duration: undoable,
      action: {
        label: t("undo"),
        onClick: () => void restore(gone).then((back) => back && after.onUndo?.()),
      },
    });
    return last.ok;
  }

  return { putAway, restore };
}
