"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#components/ui/button";
import { Field, Form } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { Link } from "#components/ui/link";
import { auditGroups, auditOptions, auditQuery, type AuditOptions } from "#lib/audit/list-options";
import type { PersonName } from "#lib/people/queries";

interface AuditFiltersProps {
  options: AuditOptions;
  people: readonly PersonName[];
}

/** Whose entries, of which events and days, about what; all of it is in the address. */
export function AuditFilters({ options, people }: AuditFiltersProps) {
  const t = useTranslations("audit");
  const router = useRouter();
  const [pending, start] = useTransition();
  const query = auditQuery(options);

  function show(form: FormData): void {
    const asked = auditQuery(auditOptions.parse(Object.fromEntries(form)));
    start(() => router.push(asked ? `/audit?${asked}` : "/audit"));
  }

  return (
    <search aria-label={t("filters.label")} aria-busy={pending} className="mb-4 block">
      <Form key={query} onSubmit={show}>
        <div className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
          <Field label={t("filters.person")}>
            <Select name="person" defaultValue={options.person ?? ""} className="sm:w-44">
              <option value="">{t("filters.everybody")}</option>
              <option value="nobody">{t("filters.nobody")}</option>
              {people.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("filters.group")}>
            <Select name="group" defaultValue={options.group ?? ""} className="sm:w-44">
              <option value="">{t("filters.everything")}</option>
              {auditGroups.map((group) => (
                <option key={group} value={group}>
                  {t(`groups.${group}` as "groups.person")}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("filters.from")}>
            <Input type="date" name="from" defaultValue={options.from ?? ""} className="sm:w-40" />
          </Field>
          <Field label={t("filters.to")}>
            <Input type="date" name="to" defaultValue={options.to ?? ""} className="sm:w-40" />
          </Field>
          <Field label={t("filters.q")}>
            <Input name="q" defaultValue={options.q} maxLength={100} className="sm:w-36" />
          </Field>
          <span className="flex gap-2">
            <Button type="submit" variant="primary" disabled={pending}>
              {t("filters.show")}
            </Button>
            {query && (
              <Button asChild variant="ghost">
                <Link href="/audit">{t("filters.reset")}</Link>
              </Button>
            )}
          </span>
        </div>
      </Form>
    </search>
  );
}
