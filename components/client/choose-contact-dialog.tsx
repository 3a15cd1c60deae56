"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { chooseContactAction } from "#lib/clients/client-actions";
import { formatPhoneNumber } from "#lib/phone-number";
import type { CallView } from "#lib/realtime/events";
import { PickDialog, type Pick } from "./pick-dialog";
import { useFoundContacts } from "./use-found-contacts";

/** Stands for "none of those we have". */
const nobody = "nobody";

/** Whose a call is: somebody typed, one of those who share the number, or nobody we know. */
export function ChooseContactDialog({ call, onClose }: { call: CallView; onClose: () => void }) {
  const t = useTranslations("client.choose");
  const popup = useTranslations("popup");
  const [typed, setTyped] = useState("");
  const { found, waiting } = useFoundContacts(typed);
  const [pending, start] = useTransition();
  const { contact, candidates } = call;
  const number = formatPhoneNumber(call.clientNumber) || popup("hiddenNumber");

  const others: Pick[] = [
    ...candidates
      .filter(({ id }) => id !== contact?.id)
      .map(({ id, name, company }) => ({ id, name, detail: company })),
    ...(candidates.length > 0 ? [{ id: nobody, name: t("nobody") }] : []),
  ];
  const picks: Pick[] =
    typed.trim() === ""
      ? others
      : found
          .filter(({ id }) => id !== contact?.id)
          .map(({ id, name, company, number }) => ({
            ...{ id, name },
            detail: [company, number && formatPhoneNumber(number)].filter(Boolean).join(" · "),
          }));

  function choose(id: string) {
    if (pending) return;
    start(async () => {
      const contactId = id === nobody ? null : id;
      const offline = { ok: false, code: "failed" } as const;
      const result = await chooseContactAction({ callId: call.id, contactId }).catch(() => offline);
      if (!result.ok) return void toast.error(t("failed"));
      const name = picks.find((pick) => pick.id === id)?.name ?? "";
      toast.success(contactId ? t("done", { name, number }) : t("doneNobody", { number }));
      onClose();
    });
  }

  return (
    <PickDialog
      title={contact ? t("notThem", { name: contact.name }) : t("attach", { number })}
      label={t("label")}
      none={typed.trim() === "" ? t("hint") : t("none")}
      typed={typed}
      onTyped={setTyped}
      picks={picks}
      waiting={waiting}
      onPick={choose}
      onClose={onClose}
    />
  );
}
