"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition, type FormEvent, type ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input, Select, Textarea } from "#components/ui/input";
import type { ActionResult } from "#lib/auth/action";
import type { ContactFormValues } from "./form-values";
import { NumberFields } from "./number-fields";

type Refusal = Extract<ActionResult, { ok: false }>;

interface ContactFormProps {
  initial: ContactFormValues;
  people: { id: string; name: string }[];
  submitLabel: string;
  save: (values: ContactFormValues) => Promise<ActionResult<{ id: string }>>;
  onSaved: (id: string, values: ContactFormValues) => void;
  onCancel: () => void;
  /** What to say and offer when somebody else has saved meanwhile. */
  conflict?: ReactNode;
}

/** Keeps what was typed until it is saved; tells what is wrong at the field. */
export function ContactForm(props: ContactFormProps) {
  const t = useTranslations("contacts");
  const form = useRef<HTMLFormElement>(null);
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // The form was asked for: its first field is where the person is going.
  useEffect(() => form.current?.querySelector<HTMLElement>("[name=name]")?.focus(), []);
  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusal]);

  const words = (code: string) =>
    t.has(`errors.${code}` as "errors.failed")
      ? t(`errors.${code}` as "errors.failed")
      : t("errors.failed");
  const error = (field: string) => {
    const code = refusal?.fields?.[field];
    return code && words(code);
  };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = readForm(event.currentTarget);
    start(async () => {
      const offline = { ok: false, code: "failed" } as const;
      const result = await props.save(values).catch(() => offline);
      setRefusal(result.ok ? null : result);
      if (result.ok) props.onSaved(result.data.id, values);
    });
  }

  const { initial } = props;
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label={t("fields.name")} error={error("name")}>
        <Input
          name="name"
          defaultValue={initial.name}
          maxLength={200}
          required
          autoComplete="off"
        />
      </Field>
      <NumberFields initial={initial.numbers} errors={numberErrors(refusal, words)} />
      <Field label={t("fields.company")} error={error("company")}>
        <Input name="company" defaultValue={initial.company} maxLength={200} autoComplete="off" />
      </Field>
      <Field label={t("fields.email")} error={error("email")}>
        <Input
          name="email"
          type="email"
          defaultValue={initial.email}
          maxLength={254}
          autoComplete="off"
        />
      </Field>
      <Field label={t("fields.owner")} error={error("ownerId")}>
        <Select name="ownerId" defaultValue={initial.ownerId}>
          <option value="">{t("fields.nobody")}</option>
          {props.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("fields.note")} error={error("note")}>
        <Textarea name="note" defaultValue={initial.note} maxLength={5000} rows={4} />
      </Field>
      {refusal && (
        <div role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-sm text-missed">
          {refusal.code === "conflict" && props.conflict ? props.conflict : words(refusal.code)}
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

function readForm(form: HTMLFormElement): ContactFormValues {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "");
  const labels = data.getAll("label").map(String);
  return {
    name: text("name"),
    company: text("company"),
    email: text("email"),
    ownerId: text("ownerId"),
    note: text("note"),
    numbers: data
      .getAll("number")
      .map((raw, index) => ({ raw: String(raw), label: labels[index] ?? "" })),
  };
}

/** From `numbers.2.raw` to the field's position. */
function numberErrors(refusal: Refusal | null, words: (code: string) => string) {
  const found = Object.entries(refusal?.fields ?? {}).flatMap(([field, code]) => {
    const position = /^numbers\.(\d+)\./.exec(field)?.[1];
    return position === undefined ? [] : [[Number(position), words(code)] as const];
  });
  return Object.fromEntries(found);
}
