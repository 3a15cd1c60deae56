import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { IgnoreForm, OwnLines } from "#components/numbers/add-numbers";
import { DialRulesForm } from "#components/numbers/dial-rules-form";
import { IgnoredNumbers } from "#components/numbers/ignored-numbers";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { countriesIn } from "#lib/connections/countries";
import { readDialRules } from "#lib/numbers/dial-policy";
import { linesToOffer, listIgnoredNumbers } from "#lib/numbers/ignored-numbers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("numbers"))("title") };
}

export default async function NumbersPage() {
  await requireUser(roleFor("/admin"));
  const [t, numbers, lines, rules, locale] = await Promise.all([
    getTranslations("numbers"),
    listIgnoredNumbers(),
    linesToOffer(),
    readDialRules(),
    getLocale(),
  ]);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={<DialRulesForm rules={rules} countries={countriesIn(locale)} />}
      />
      <div className="flex flex-col gap-4">
        <IgnoreForm />
        {lines.length > 0 && <OwnLines lines={lines} />}
        <IgnoredNumbers numbers={numbers} />
      </div>
    </>
  );
}
