"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { BothValues } from "#components/ui/both-values";
import { Field } from "#components/ui/field";
import { InlineField } from "#components/ui/inline-field";
import { Input, Textarea } from "#components/ui/input";
import type { updateCompanyAction } from "#lib/companies/actions";
import type { CompanyField } from "#lib/companies/company-input";
import type { CompanyView } from "#lib/companies/queries";

export interface CompanyFieldChange {
  field: CompanyField;
  /** As the person saw it. */
  from: string | null;
  to: string;
}
export type SaveCompanyField = (
  change: CompanyFieldChange,
) => ReturnType<typeof updateCompanyAction>;

interface CompanyFieldEditorProps {
  field: CompanyField;
  company: CompanyView;
  save: SaveCompanyField;
  /** The value as it is read. */
  children: ReactNode;
}

/** One field of a company, edited where it stands. What was typed stays until it is saved or let go. */
export function CompanyFieldEditor({ field, company, save, children }: CompanyFieldEditorProps) {
  const t = useTranslations("companies");
  const common = useTranslations("common");
  const [editing, setEditing] = useState<{
    from: string | null;
    value: string;
    error?: string;
  } | null>(null);
  const [clash, setClash] = useState<{ mine: string; theirs: string | null } | null>(null);
  const label = t(`fields.${field}`);
  const words = (code = "failed") =>
    t.has(`errors.${code}` as "errors.failed")
      ? t(`errors.${code}` as "errors.failed")
      : t("errors.failed");

  async function submit(from: string | null, to: string) {
    setEditing(null);
    setClash(null);
    const result = await save({ field, from, to });
    if (result.ok) return;
    if ("company" in result) {
      setClash({ mine: to, theirs: result.company[field] });
      return;
    }
    const code = result.fields?.["change.to"];
    toast.error(t("notSaved", { field: label }), { description: words(code ?? result.code) });
    setEditing({ from, value: to, error: code && words(code) });
  }

  if (clash) {
    const { mine, theirs } = clash;
    const both = field === "note" && theirs && mine ? `${theirs}\n\n${mine}` : null;
    return (
      <BothValues
        text={t("conflict.text", { field: label })}
        theirs={{ title: t("conflict.theirs"), words: theirs || t("conflict.empty") }}
        mine={{ title: t("conflict.mine"), words: mine || t("conflict.empty") }}
        keepTheirs={{ label: t("conflict.keepTheirs"), onClick: () => setClash(null) }}
        useMine={{ label: t("conflict.useMine"), onClick: () => void submit(theirs, mine) }}
        keepBoth={
          both
            ? { label: t("conflict.keepBoth"), onClick: () => void submit(theirs, both) }
            : undefined
        }
      />
    );
  }
  return (
    <InlineField
      label={label}
      editLabel={t("editField", { field: label })}
      saveLabel={common("save")}
      cancelLabel={common("cancel")}
      editor={
        editing && (
          <Field label={label} error={editing.error}>
            {field === "note" ? (
              <Textarea name="value" defaultValue={editing.value} maxLength={5000} rows={4} />
            ) : (
              <Input
                name="value"
                defaultValue={editing.value}
                maxLength={field === "name" ? 200 : 300}
                autoComplete="off"
              />
            )}
          </Field>
        )
      }
      onEdit={() => setEditing({ from: company[field], value: company[field] ?? "" })}
      onCancel={() => setEditing(null)}
      onSave={(form) => editing && void submit(editing.from, String(form.get("value") ?? ""))}
    >
      {children}
    </InlineField>
  );
}
