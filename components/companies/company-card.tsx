"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useState, useTransition } from "react";
import { Card } from "#components/ui/page";
import { updateCompanyAction } from "#lib/companies/actions";
import type { CompanyField } from "#lib/companies/company-input";
import type { CompanyView } from "#lib/companies/queries";
import { CompanyFieldEditor, type SaveCompanyField } from "./company-field";

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
