"use client";

import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { usePeople } from "#components/live/live-provider";
import { Field } from "#components/ui/field";
import { Input, Select, Textarea } from "#components/ui/input";
import { SuggestInput } from "#components/ui/suggest-input";
import { suggestCompaniesAction } from "#lib/contacts/actions";
import {
  contactFields,
  type ContactFields,
  type FieldOf,
  kindOf,
  mostEntries,
  type Offered,
  type OfferedField,
  offeredFields,
} from "#lib/contacts/fields";
import type { EditableField } from "./form-values";
import { DateInput } from "./date-input";
import { LabelledRows } from "./labelled-rows";
import { offering, TagsInput } from "./tags";

/** What the inputs offer. */
export interface Choices {
  /** Names of the tags there are. */
  tags: string[];
  offered: Offered;
}

interface FieldEditorProps {
  field: EditableField;
  initial: ContactFields;
  choices: Choices;
  /** Codes by field, as the action refused them. */
  errors?: Record<string, string>;
}

/** The inputs of one field, named as `readFields` reads them. */
export function FieldEditor({ field, initial, choices, errors = {} }: FieldEditorProps) {
  const t = useTranslations("contacts");
  const words = useErrorWords();
  const people = usePeople();
  const { most } = { most: undefined, ...contactFields[field] };
  const common = { name: field, maxLength: most };
  const labelled = (input: ReactElement) => (
    <Field
      label={t(`fields.${field}`)}
      help={
        t.has(`help.${field}` as "help.source") ? t(`help.${field}` as "help.source") : undefined
      }
      error={errors[field] && words(errors[field])}
    >
      {input}
    </Field>
  );
  switch (kindOf(field)) {
    case "numbers":
    case "emails":
      return (
        <LabelledRows
          kind={field as FieldOf<"numbers" | "emails">}
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
      return labelled(<CompanyInput name={field} defaultValue={initial.company ?? ""} />);
    case "date":
      return (
        <DateInput
          name={field}
          label={t(`fields.${field}`)}
          defaultValue={textOf(initial, field)}
          error={errors[field] && words(errors[field])}
        />
      );
    case "person":
      return labelled(
        <Select name={field} defaultValue={initial.ownerId ?? ""}>
          <option value="">{t("inputs.nobody")}</option>
          {people
            .filter(({ id, disabled }) => !disabled || id === initial.ownerId)
            .map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
        </Select>,
      );
    case "longText":
      return labelled(<Textarea {...common} defaultValue={textOf(initial, field)} rows={4} />);
    case "text":
      return labelled(
        isOffered(field) ? (
          <SuggestInput
            {...common}
            defaultValue={textOf(initial, field)}
            suggest={(typed) => offering(choices.offered[field], typed)}
          />
        ) : (
          <Input {...common} defaultValue={textOf(initial, field)} autoComplete="off" />
        ),
      );
    case "name":
      return labelled(
        <Input {...common} defaultValue={textOf(initial, field)} required autoComplete="off" />,
      );
  }
}

const isOffered = (field: EditableField): field is OfferedField =>
  (offeredFields as readonly EditableField[]).includes(field);

function textOf(fields: ContactFields, field: EditableField): string {
  const value = fields[field];
  return typeof value === "string" ? value : "";
}

/** What is wrong, from an action's code. */
export function useErrorWords(): (code: string) => string {
  const t = useTranslations("contacts.errors");
  return (code) =>
    t(t.has(code as "failed") ? (code as "tooMany") : "failed", { most: mostEntries });
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

type CompanyInputProps = Omit<Parameters<typeof SuggestInput>[0], "suggest">;

/** A company's name, those that are known offered while one types. */
export function CompanyInput(props: CompanyInputProps) {
  return <SuggestInput maxLength={contactFields.company.most} {...props} suggest={suggest} />;
}

async function suggest(text: string): Promise<string[]> {
  if (text === "") return [];
  const found = await suggestCompaniesAction(text);
  return found.ok ? found.data : [];
}
