"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { deleteContactsAction, restoreContactsAction } from "#lib/contacts/actions";

/** Long enough to notice what one has done, in ms. */
export const undoable = 12_000;

/** Puts contacts into the bin, with a way back instead of a question before. */
export function useBin() {
  const t = useTranslations("contacts.bin");
  const router = useRouter();

  async function restore(ids: string[]): Promise<boolean> {
    const result = await restoreContactsAction({ ids }).catch(() => null);
    if (!result?.ok) toast.error(t("restoreFailed"));
    router.refresh();
    return result?.ok === true;
  }

  /** @returns whether they are in the bin now */
  async function putAway(ids: string[], after?: { onUndo?: () => void }): Promise<boolean> {
    const result = await deleteContactsAction({ ids }).catch(() => null);
    if (!result?.ok) {
      toast.error(t("deleteFailed"));
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
