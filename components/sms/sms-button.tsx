"use client";

import { MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useRef } from "react";
import { useAbility } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { dialledNumber, formatPhoneNumber } from "#lib/numbers/phone-number";
import { useRefusalWords } from "../numbers/refusal-words";
import { Field } from "#components/ui/field";
import { TemplateTextarea } from "#components/templates/template-textarea";
import { Select } from "#components/ui/input";
import { countSegments, longestText } from "#lib/sms/sms-view";
import { sendSmsAction } from "#lib/sms/sms-actions";
import { useAction } from "../ui/use-action";

/** Only for those whose telephone can send, and to whom there is a number. */
export function SmsButton({ contact }: { contact: SmsReceiver }) {
  const t = useTranslations("sms");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const can = useAbility("sms");
  const numbers = contact.numbers.flatMap((number) => {
    const raw = dialledNumber(number);
    return raw ? [{ ...number, raw }] : [];
  });
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

interface SmsReceiver {
  id: string;
  name: string;
  numbers: { raw: string; e164: string | null; label: string | null }[];
}

/** What was typed stays until it is on its way. */
function SmsForm({ contact, onSent }: { contact: SmsReceiver; onSent: () => void }) {
  const t = useTranslations("sms");
  const words = useRefusalWords();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState("");
  const [number, setNumber] = useState(contact.numbers[0]?.raw ?? "");
  const { run: send, busy, refusal } = useAction(sendSmsAction);

  function submit() {
    if (busy || text.trim() === "") return;
    send({ contactId: contact.id, number, text }, { onDone: onSent });
  }

  return (
    <form
      ref={form}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {contact.numbers.length > 1 ? (
        <Field label={t("number")}>
          <Select value={number} onChange={(event) => setNumber(event.target.value)}>
            {contact.numbers.map((known) => (
              <option key={known.raw} value={known.raw}>
                {[formatPhoneNumber(known), known.label].filter(Boolean).join(" · ")}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <p className="figures text-ink-soft">
          {contact.numbers.map((known) => formatPhoneNumber(known))}
        </p>
      )}
      <Field
        label={t("text")}
        help={t("count", { characters: text.length, segments: countSegments(text) })}
      >
        <TemplateTextarea
          kind="sms"
          value={text}
          maxLength={longestText}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            form.current?.requestSubmit();
          }}
        />
      </Field>
      {refusal && (
        <p role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-sm text-missed">
          {words(refusal)}
        </p>
      )}
      <Button type="submit" variant="primary" disabled={busy || text.trim() === ""}>
        {busy ? t("sending") : t("send")}
        <span className="text-xs font-normal opacity-90">Ctrl+Enter</span>
      </Button>
    </form>
  );
}
