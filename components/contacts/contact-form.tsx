"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition, type FormEvent } from "react";
import { Button } from "#components/ui/button";
import { Switch } from "#components/ui/switch";
import type { ActionResult } from "#lib/auth/action";
import type { ContactFields } from "#lib/contacts/contact-fields";
import { FieldEditor, useErrorWords, type Choices } from "./field-editor";
import { readField, type EditableField } from "./form-values";

type Refusal = Extract<ActionResult, { ok: false }>;

interface ContactFormProps {
  initial: ContactFields;
  choices: Choices;
  submitLabel: string;
  save: (values: ContactFields) => Promise<ActionResult<{ id: string }>>;
  onSaved: (id: string, values: ContactFields) => void;
  onCancel: () => void;
}

/** In the order of a conversation: who, how to reach them, whose they are, the rest. */
const order: EditableField[] = [
  "name",
  "numbers",
  "company",
  "emails",
  "ownerId",
  "tags",
  "source",
  "note",
];

/** A whole contact at once. Keeps what was typed until it is saved; tells what is wrong at the field. */
export function ContactForm(props: ContactFormProps) {
  const t = useTranslations("contacts");
  const words = useErrorWords();
  const form = useRef<HTMLFormElement>(null);
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [doNotCall, setDoNotCall] = useState(props.initial.doNotCall);
  // The form was asked for: its first field is where the person is going.
  useEffect(() => form.current?.querySelector<HTMLElement>("[name=name]")?.focus(), []);
  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusal]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = { ...readForm(new FormData(event.currentTarget)), doNotCall };
    start(async () => {
      const offline = { ok: false, code: "failed" } as const;
      const result = await props.save(values).catch(() => offline);
      setRefusal(result.ok ? null : result);
      if (result.ok) props.onSaved(result.data.id, values);
    });
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {order.map((field) => (
        <FieldEditor
          key={field}
          field={field}
          initial={props.initial}
          choices={props.choices}
          errors={refusal?.fields}
        />
      ))}
      <Switch
        label={t("fields.doNotCall")}
        help={t("fields.doNotCallHelp")}
        checked={doNotCall}
        onChange={setDoNotCall}
      />
      {refusal && (
        <div role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-sm text-missed">
          {words(refusal.code)}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? t("saving") : props.submitLabel}
        </Button>
        <Button variant="ghost" onClick={props.onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

function readForm(form: FormData): Omit<ContactFields, "doNotCall"> {
  return {
    name: readField.name(form),
    numbers: readField.numbers(form),
    company: readField.company(form),
    emails: readField.emails(form),
    ownerId: readField.ownerId(form),
    tags: readField.tags(form),
    source: readField.source(form),
    note: readField.note(form),
  };
}
