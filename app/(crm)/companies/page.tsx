import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CompaniesList } from "#components/contacts/companies/companies-list";
import { CompanySearch } from "#components/contacts/companies/company-search";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { companyListOptions } from "#lib/contacts/companies/company-input";
import { listCompanies } from "#lib/contacts/companies/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies"))("title") };
}

export default async function CompaniesPage(props: PageProps<"/companies">) {
  const user = await requireUser();
  const options = companyListOptions.parse(await props.searchParams);
  const [t, page] = await Promise.all([getTranslations("companies"), listCompanies(user, options)]);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={<CompanySearch q={options.q} />}
      />
      <CompaniesList page={page} q={options.q} />
    </>
  );
}
