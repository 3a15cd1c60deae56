"use client";

import { useLocale, useTranslations } from "next-intl";
import { usePeople } from "#components/live/live-provider";
import { BothValues } from "#components/ui/both-values";
import type { ConflictResult } from "#lib/contacts/actions";
import { joined } from "#lib/contacts/contact-state";
import { kindOf, type ContactFields, type FieldOf } from "#lib/contacts/fields";
import { dateInWords } from "#lib/contacts/partial-date";
import type { EditableField } from "./form-values";

interface ConflictChoiceProps {
  field: EditableField;
  mine: ContactFields;
  theirs: ContactFields;
  conflict: ConflictResult["conflict"];
  /** With what is to be saved; null leaves it at theirs. */
  onChoose: (chosen: ContactFields | null) => void;
}

/** Two people wrote into one field: both are shown, and the one who came second chooses. */
export function ConflictChoice(props: ConflictChoiceProps) {
  const { field, mine, theirs, conflict, onChoose } = props;
  const people = usePeople();
  const t = useTranslations("contacts.conflict");
  const names = useTranslations("contacts.fields");
  const who = people.find(({ id }) => id === conflict.userId)?.name;
  const locale = useLocale();
  const both = together(field, theirs, mine);
  const inWords = (fields: ContactFields) =>
    wordsOf(field, fields, { people, locale }) || t("empty");
  return (
    <BothValues
      text={
        who ? t("text", { who, field: names(field) }) : t("textNobody", { field: names(field) })
      }
      theirs={{ title: who ?? t("theirs"), words: inWords(theirs) }}
      mine={{ title: t("mine"), words: inWords(mine) }}
      keepTheirs={{ label: t("keepTheirs"), onClick: () => onChoose(null) }}
      useMine={{ label: t("useMine"), onClick: () => onChoose(mine) }}
      keepBoth={both ? { label: t("keepBoth"), onClick: () => onChoose(both) } : undefined}
    />
  );
}

/** Both people's words, where a field has room for them. */
function together(
  field: EditableField,
  theirs: ContactFields,
  mine: ContactFields,
): ContactFields | null {
  switch (kindOf(field)) {
    case "longText": {
      const [first, second] = [theirs, mine].map((fields) => fields[field as FieldOf<"longText">]);
      return first && second ? { ...mine, [field]: `${first}\n\n${second}` } : null;
    }
    case "numbers":
      return { ...mine, numbers: joined(theirs.numbers, mine.numbers, ({ raw }) => raw) };
    case "emails":
      return { ...mine, emails: joined(theirs.emails, mine.emails, ({ address }) => address) };
    case "tags":
      return { ...mine, tags: [...theirs.tags, ...mine.tags] };
    default:
      return null;
  }
}

/** A field's value as text, a line for each of several. */
function wordsOf(
  field: EditableField,
  fields: ContactFields,
  { people, locale }: { people: readonly { id: string; name: string }[]; locale: string },
): string {
  const labelled = (value: string, label: string | null) => (label ? `${value} (${label})` : value);
  switch (kindOf(field)) {
    case "numbers":
      return fields.numbers.map(({ raw, label }) => labelled(raw, label)).join("\n");
    case "emails":
      return fields.emails.map(({ address, label }) => labelled(address, label)).join("\n");
    case "tags":
      return fields.tags.join(", ");
    case "date": {
      const date: string | null = fields[field as FieldOf<"date">];
      return date ? dateInWords(date, locale) : "";
    }
    case "person":
      return people.find(({ id }) => id === fields[field])?.name ?? "";
    default:
      return fields[field as FieldOf<"name" | "text">] ?? "";
  }
}
