"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useColleagues } from "#components/live/live-provider";
import { handOverAction } from "#lib/clients/client-actions";
import { PickDialog } from "./pick-dialog";

interface HandOverDialogProps {
  contact: { id: string; name: string };
  onClose: () => void;
}

const fold = (text: string) => text.trim().toLowerCase();

/** Whose the client is from now on. */
export function HandOverDialog({ contact, onClose }: HandOverDialogProps) {
  const t = useTranslations("client.handOver");
  const router = useRouter();
  const colleagues = useColleagues();
  const [typed, setTyped] = useState("");
  const [pending, start] = useTransition();
  const picks = colleagues.filter(({ name }) => fold(name).includes(fold(typed)));

  function give(ownerId: string | null, say: (before: string | null) => void) {
    start(async () => {
      const offline = { ok: false, code: "failed" } as const;
      const result = await handOverAction({ contactId: contact.id, ownerId }).catch(() => offline);
      if (!result.ok) return void toast.error(t("failed"));
      router.refresh();
      say(result.data.before);
    });
  }

  function handTo(ownerId: string) {
    if (pending) return;
    give(ownerId, (before) => {
      const names = {
        client: contact.name,
        name: colleagues.find(({ id }) => id === ownerId)?.name ?? "",
      };
      toast.success(t("done", names), {
        action: { label: t("undo"), onClick: () => give(before, () => undefined) },
      });
      onClose();
    });
  }

  return (
    <PickDialog
      title={t("title", { client: contact.name })}
      description={t("help")}
      label={t("label")}
      none={t("none")}
      typed={typed}
      onTyped={setTyped}
      picks={picks}
      onPick={handTo}
      onClose={onClose}
    />
  );
}
