"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { InlineField } from "#components/ui/inline-field";
import type { ConflictResult } from "#lib/contacts/actions";
import type { ContactFields } from "#lib/contacts/fields";
import { ConflictChoice } from "./conflict-choice";
import { FieldEditor, useErrorWords, type Choices } from "./field-editor";
import { fieldsOfView, readFields, type EditableField } from "./form-values";
import type { ContactEdits } from "./use-contact-edits";
import { toast } from "../ui/toast";

interface EditableFieldProps {
  field: EditableField;
  edits: ContactEdits;
  choices: Choices;
  /** The value as it is read. */
  children: ReactNode;
}

interface Editing {
  values: ContactFields;
  /** As it was when the editing began: a page refreshed meanwhile must not hide a conflict. */
  seenAt: string;
  errors?: Record<string, string>;
}

/** One field of a contact, edited where it stands. What was typed stays until it is saved or let go. */
export function EditableField({ field, edits, choices, children }: EditableFieldProps) {
  const t = useTranslations("contacts");
  const words = useErrorWords();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [clash, setClash] = useState<{
    mine: ContactFields;
    conflict: ConflictResult["conflict"];
  } | null>(null);
  const { contact } = edits;
  const label = t(`fields.${field}`);

  async function save(mine: ContactFields, seenAt: string) {
    setEditing(null);
    setClash(null);
    const saved = await edits.save({ [field]: mine[field] }, seenAt);
    if (saved.how === "conflict") setClash({ mine, conflict: saved.conflict });
    if (saved.how !== "refused") return;
    toast.error(t("notSaved", { field: label }), { description: words(saved.code) });
    setEditing({ values: mine, seenAt, errors: saved.fields && withoutPrefix(saved.fields) });
  }

  if (clash) {
    const { mine, conflict } = clash;
    return (
      <ConflictChoice
        field={field}
        mine={mine}
        theirs={fieldsOfView(conflict.contact)}
        conflict={conflict}
        onChoose={(chosen) =>
          chosen ? void save(chosen, conflict.contact.updatedAt) : setClash(null)
        }
      />
    );
  }
  return (
    <InlineField
      label={label}
      editLabel={t("editField", { field: label })}
      saveLabel={t("save")}
      cancelLabel={t("cancel")}
      editor={
        editing && (
          <FieldEditor
            field={field}
            initial={editing.values}
            choices={choices}
            errors={editing.errors}
          />
        )
      }
      onEdit={() => setEditing({ values: fieldsOfView(contact), seenAt: contact.updatedAt })}
      onCancel={() => setEditing(null)}
      onSave={(form) =>
        editing && void save({ ...editing.values, ...readFields(form, [field]) }, editing.seenAt)
      }
    >
      {children}
    </InlineField>
  );
}

/** The action names the fields of what it was sent: `changes.numbers.0.raw`. */
function withoutPrefix(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([path, code]) => [path.replace(/^changes\./, ""), code]),
  );
}
