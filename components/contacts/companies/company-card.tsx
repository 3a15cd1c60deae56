"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type ReactNode, useOptimistic, useState, useTransition } from "react";
import { BothValues } from "#components/ui/both-values";
import { Field } from "#components/ui/field";
import { InlineField } from "#components/ui/inline-field";
import { Input, Textarea } from "#components/ui/input";
import { Card } from "#components/ui/page";
import { updateCompanyAction } from "#lib/contacts/companies/actions";
import type { CompanyField } from "#lib/contacts/companies/company-input";
import type { CompanyView } from "#lib/contacts/companies/queries";
import { toast } from "../../ui/toast";

/** What is known of a company, each field edited where it stands. */
export function CompanyCard({ company: fromPage }: { company: CompanyView }) {
  const t = useTranslations("companies");
  const router = useRouter();
  const [, start] = useTransition();
  const [known, setKnown] = useState(fromPage);
  // The later of what the page brought and what was saved.
  if ((fromPage.updatedAt ?? "") > (known.updatedAt ?? "")) setKnown(fromPage);
  const [company, show] = useOptimistic(known, (now, changes: Partial<CompanyView>) => ({
    ...now,
    ...changes,
  }));

  const save: SaveCompanyField = (change) =>
    new Promise((settle) => {
      start(async () => {
        show({ [change.field]: change.to });
        const result = await updateCompanyAction({ id: known.id, change }).catch(
          () => ({ ok: false, code: "failed" }) as const,
        );
        start(() => {
          if (result.ok) setKnown(result.data.company);
          if ("company" in result) setKnown(result.company);
          router.refresh();
        });
        settle(result);
      });
    });

  const shownAs: Record<CompanyField, React.ReactNode> = {
    name: <p className="font-medium break-words">{company.name}</p>,
    website: company.website && (
      <a
        href={company.website}
        target="_blank"
        rel="noreferrer noopener"
        className="break-all hover:text-accent hover:underline"
      >
        {company.website.replace(/^https?:\/\//, "")}
      </a>
    ),
    note: company.note && (
      <p className="max-w-prose break-words whitespace-pre-wrap">{company.note}</p>
    ),
  };
  return (
    <Card title={t("details")}>
      <div className="flex flex-col gap-0.5 px-4 py-3">
        {(["name", "website", "note"] as const).map((field) => (
          <CompanyFieldEditor key={field} field={field} company={company} save={save}>
            {shownAs[field] || <p className="text-ink-soft">{t(`none.${field}`)}</p>}
          </CompanyFieldEditor>
        ))}
      </div>
    </Card>
  );
}

interface CompanyFieldChange {
  field: CompanyField;
  /** As the person saw it. */
  from: string | null;
  to: string;
}
type SaveCompanyField = (change: CompanyFieldChange) => ReturnType<typeof updateCompanyAction>;

interface CompanyFieldEditorProps {
  field: CompanyField;
  company: CompanyView;
  save: SaveCompanyField;
  /** The value as it is read. */
  children: ReactNode;
}

/** One field of a company, edited where it stands. What was typed stays until it is saved or let go. */
function CompanyFieldEditor({ field, company, save, children }: CompanyFieldEditorProps) {
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
