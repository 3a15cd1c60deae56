"use client";

import { useTranslations } from "next-intl";
import { BothValues } from "#components/ui/both-values";
import type { ConflictResult } from "#lib/contacts/actions";
import type { ContactFields } from "#lib/contacts/contact-fields";
import type { EditableField } from "./form-values";

interface ConflictChoiceProps {
  field: EditableField;
  mine: ContactFields;
  theirs: ContactFields;
  conflict: ConflictResult["conflict"];
  people: readonly { id: string; name: string }[];
  /** With what is to be saved; null leaves it at theirs. */
  onChoose: (chosen: ContactFields | null) => void;
}

/** Two people wrote into one field: both are shown, and the one who came second chooses. */
export function ConflictChoice(props: ConflictChoiceProps) {
  const { field, mine, theirs, conflict, people, onChoose } = props;
  const t = useTranslations("contacts.conflict");
  const names = useTranslations("contacts.fieldNames");
  const who = people.find(({ id }) => id === conflict.userId)?.name;
  const both = together(field, theirs, mine);
  const inWords = (fields: ContactFields) => wordsOf(field, fields, people) || t("empty");
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
  const unlike = <T,>(list: T[], others: T[], key: (one: T) => string) =>
    list.filter((one) => !others.some((other) => key(other) === key(one)));
  if (field === "note" && theirs.note && mine.note) {
    return { ...mine, note: `${theirs.note}\n\n${mine.note}` };
  }
  if (field === "numbers") {
    const added = unlike(mine.numbers, theirs.numbers, ({ raw }) => raw);
    return { ...mine, numbers: [...theirs.numbers, ...added] };
  }
  if (field === "emails") {
    const added = unlike(mine.emails, theirs.emails, ({ address }) => address);
    return { ...mine, emails: [...theirs.emails, ...added] };
  }
  return field === "tags" ? { ...mine, tags: [...theirs.tags, ...mine.tags] } : null;
}

/** A field's value as text, a line for each of several. */
function wordsOf(
  field: EditableField,
  fields: ContactFields,
  people: readonly { id: string; name: string }[],
): string {
  const labelled = (value: string, label: string | null) => (label ? `${value} (${label})` : value);
  switch (field) {
    case "numbers":
      return fields.numbers.map(({ raw, label }) => labelled(raw, label)).join("\n");
    case "emails":
      return fields.emails.map(({ address, label }) => labelled(address, label)).join("\n");
    case "tags":
      return fields.tags.join(", ");
    case "ownerId":
      return people.find(({ id }) => id === fields.ownerId)?.name ?? "";
    default:
      return fields[field] ?? "";
  }
}
