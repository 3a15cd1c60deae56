import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ImportScreen } from "#components/contacts/import/import-screen";
import { BackLink, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { countriesIn } from "#lib/connections/countries";
import { defaultCountry } from "#lib/numbers/default-country";
import { possibleOwners } from "#lib/contacts/field-choices";
import { listImports } from "#lib/contacts/import/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("import"))("title") };
}

export default async function ImportPage() {
  await requireUser(roleFor("/contacts/import"));
  const [t, locale, country, people, imports] = await Promise.all([
    getTranslations("import"),
    getLocale(),
    defaultCountry(),
    possibleOwners(),
    listImports(),
  ]);
  return (
    <>
      <BackLink href="/contacts">{t("back")}</BackLink>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <ImportScreen
        country={country}
        people={people}
        imports={imports}
        countries={countriesIn(locale)}
      />
    </>
  );
}
