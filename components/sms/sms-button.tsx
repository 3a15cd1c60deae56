"use client";

import { MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAbility } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { isDialable } from "#lib/phone-number";
import { SmsForm, type SmsReceiver } from "./sms-form";

/** Only for those whose telephone can send, and to whom there is a number. */
export function SmsButton({ contact }: { contact: SmsReceiver }) {
  const t = useTranslations("sms");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const can = useAbility("sms");
  const numbers = contact.numbers.filter(({ raw }) => isDialable(raw));
  if (!can || numbers.length === 0) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <MessageSquareText aria-hidden className="size-3.5" />
        {t("kind")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("title", { name: contact.name })}
        closeLabel={common("close")}
      >
        <SmsForm contact={{ ...contact, numbers }} onSent={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
