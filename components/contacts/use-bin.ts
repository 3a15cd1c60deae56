"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { deleteContactsAction, restoreContactsAction } from "#lib/contacts/actions";
import { answerOf } from "../ui/use-action";

/** Long enough to notice what one has done, in ms. */
export const undoable = 12_000;

/** Puts contacts into the bin, with a way back instead of a question before. */
export function useBin() {
  const t = useTranslations("contacts.bin");
  const router = useRouter();

  async function restore(ids: string[]): Promise<boolean> {
    const result = await answerOf(restoreContactsAction({ ids }));
    if (!result.ok) toast.error(t("restoreFailed"));
    router.refresh();
    return result.ok;
  }

  /** @returns whether they are in the bin now */
  async function putAway(ids: string[], after?: { onUndo?: () => void }): Promise<boolean> {
    const result = await answerOf(deleteContactsAction({ ids }));
    if (!result.ok) {
      const { code, message = "" } = result;
      toast.error(code === "too-many" ? t("tooMany", { most: message }) : t("deleteFailed"));
      return false;
    }
    const gone = result.data.ids;
    toast(t("deleted", { count: gone.length }), {
      duration: undoable,
      action: {
        label: t("undo"),
        onClick: () => void restore(gone).then((back) => back && after?.onUndo?.()),
      },
    });
    return true;
  }

  return { putAway, restore };
}
