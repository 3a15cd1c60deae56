"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Input, Select, Textarea } from "#components/ui/input";
import { SuggestInput } from "#components/ui/suggest-input";
import type { ContactFields } from "#lib/contacts/contact-fields";
import type { PersonName } from "#lib/users/queries";
import { CompanyInput } from "./company-input";
import type { EditableField } from "./form-values";
import { LabelledRows } from "./labelled-rows";
import { offering, TagsInput } from "./tags-input";

/** What the inputs offer. */
export interface Choices {
  people: PersonName[];
  /** Names of the tags there are. */
  tags: string[];
  /** Sources in use. */
  sources: string[];
}

interface FieldEditorProps {
  field: EditableField;
  initial: ContactFields;
  choices: Choices;
  /** Codes by field, as the action refused them. */
  errors?: Record<string, string>;
}

/** The inputs of one field, named as `readField` reads them. */
export function FieldEditor({ field, initial, choices, errors = {} }: FieldEditorProps) {
  const t = useTranslations("contacts.fields");
  const words = useErrorWords();
  const error = errors[field] && words(errors[field]);
  switch (field) {
    case "numbers":
    case "emails":
      return (
        <LabelledRows
          kind={field}
          initial={
            field === "numbers"
              ? initial.numbers.map(({ raw, label }) => ({ value: raw, label: label ?? "" }))
              : initial.emails.map(({ address, label }) => ({ value: address, label: label ?? "" }))
          }
          errors={rowErrors(field, errors, words)}
        />
      );
    case "tags":
      return <TagsInput initial={initial.tags} known={choices.tags} />;
    case "company":
      return (
        <Field label={t("company")} error={error}>
          <CompanyInput name="company" defaultValue={initial.company ?? ""} />
        </Field>
      );
    case "source":
      return (
        <Field label={t("source")} help={t("sourceHelp")} error={error}>
          <SuggestInput
            name="source"
            maxLength={100}
            defaultValue={initial.source ?? ""}
            suggest={(typed) => offering(choices.sources, typed)}
          />
        </Field>
      );
    case "ownerId": {
      const offered = choices.people.filter(
        ({ id, disabled }) => !disabled || id === initial.ownerId,
      );
      return (
        <Field label={t("ownerId")} error={error}>
          <Select name="ownerId" defaultValue={initial.ownerId ?? ""}>
            <option value="">{t("nobody")}</option>
            {offered.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </Select>
        </Field>
      );
    }
    case "note":
      return (
        <Field label={t("note")} error={error}>
          <Textarea name="note" defaultValue={initial.note ?? ""} maxLength={5000} rows={4} />
        </Field>
      );
    case "name":
      return (
        <Field label={t("name")} error={error}>
          <Input
            name="name"
            defaultValue={initial.name}
            maxLength={200}
            required
            autoComplete="off"
          />
        </Field>
      );
  }
}

/** What is wrong, from an action's code. */
export function useErrorWords(): (code: string) => string {
  const t = useTranslations("contacts.errors");
  return (code) => (t.has(code as "failed") ? t(code as "failed") : t("failed"));
}

/** From `numbers.2.raw` to the row's position; what concerns all of them stands at the first. */
function rowErrors(
  kind: string,
  errors: Record<string, string>,
  words: (code: string) => string,
): Record<number, string> {
  const found = Object.entries(errors).flatMap(([path, code]) => {
    const [field, position = "0"] = path.split(".");
    return field === kind ? [[Number(position), words(code)] as const] : [];
  });
  return Object.fromEntries(found);
}
