"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { useRefusalWords } from "../calls/use-refusal-words";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Select, Textarea } from "#components/ui/input";
import { formatPhoneNumber } from "#lib/phone-number";
import { countSegments, longestText } from "#lib/sms/segments";
import { sendSmsAction } from "#lib/sms/sms-actions";

export interface SmsReceiver {
  id: string;
  name: string;
  numbers: { raw: string; e164: string | null; label: string | null }[];
}

/** What was typed stays until it is on its way. */
export function SmsForm({ contact, onSent }: { contact: SmsReceiver; onSent: () => void }) {
  const t = useTranslations("sms");
  const words = useRefusalWords();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState("");
  const [number, setNumber] = useState(contact.numbers[0]?.raw ?? "");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();

  function submit() {
    if (pending || text.trim() === "") return;
    start(async () => {
      const offline = { ok: false, code: "failed" } as const;
      const result = await sendSmsAction({ contactId: contact.id, number, text }).catch(
        () => offline,
      );
      if (result.ok) onSent();
      else setRefusal(words(result));
    });
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
            {contact.numbers.map((one) => (
              <option key={one.raw} value={one.raw}>
                {[formatPhoneNumber(one), one.label].filter(Boolean).join(" · ")}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <p className="figures text-ink-soft">{contact.numbers.map(formatNumber)}</p>
      )}
      <Field
        label={t("text")}
        help={t("count", { characters: text.length, segments: countSegments(text) })}
      >
        <Textarea
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
          {refusal}
        </p>
      )}
      <Button type="submit" variant="primary" disabled={pending || text.trim() === ""}>
        {pending ? t("sending") : t("send")}
        <span className="text-xs font-normal opacity-90">Ctrl+Enter</span>
      </Button>
    </form>
  );
}

const formatNumber = (number: SmsReceiver["numbers"][number]) => formatPhoneNumber(number);
