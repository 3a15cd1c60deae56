"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { PickColleagueDialog } from "#components/people/colleagues";
import { answerOf, useAction } from "../ui/use-action";
import { setOwnerAction } from "#lib/contacts/actions";

interface HandOverDialogProps {
  contact: { id: string; name: string };
  onClose: () => void;
}

/** Whose the client is from now on. */
export function HandOverDialog({ contact, onClose }: HandOverDialogProps) {
  const t = useTranslations("card.handOver");
  const router = useRouter();
  const { run, busy } = useAction(setOwnerAction);

  async function undo(before: readonly { ownerId: string | null; ids: string[] }[]) {
    const answers = await Promise.all(before.map((group) => answerOf(setOwnerAction(group))));
    if (answers.some(({ ok }) => !ok)) toast.error(t("failed"));
    router.refresh();
  }

  function handTo(ownerId: string | null, name: string) {
    if (busy) return;
    run(
      { ids: [contact.id], ownerId },
      {
        onDone({ count, before }) {
          if (count === 0) return void toast.error(t("failed"));
          router.refresh();
          toast.success(t("done", { client: contact.name, name }), {
            action: { label: t("undo"), onClick: () => void undo(before) },
          });
          onClose();
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <PickColleagueDialog
      title={t("title", { client: contact.name })}
      description={t("help")}
      onPick={handTo}
      onClose={onClose}
    />
  );
}
