import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { CompanyCard } from "#components/contacts/companies/company-card";
import { CompanyCalls, CompanyContacts } from "#components/contacts/companies/company-people";
import { BackLink, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { mayExport } from "#lib/auth/policy";
import { callsOfCompany } from "#lib/calls/queries";
import { getCompany } from "#lib/contacts/companies/queries";
import { listContacts } from "#lib/contacts/list-contacts";
import { listOptions } from "#lib/contacts/list-schema";

type Props = PageProps<"/companies/[id]">;

const companyOf = cache(async (id: string) => {
  await requireUser();
  return (z.uuid().safeParse(id).success && (await getCompany(id))) || notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await companyOf((await params).id)).name };
}

export default async function CompanyPage({ params }: Props) {
  const { id } = await params;
  const [user, company] = await Promise.all([requireUser(), companyOf(id)]);
  const options = { ...listOptions.parse({}), company: company.name };
  const [t, page, calls] = await Promise.all([
    getTranslations("companies"),
    listContacts(options, user),
    callsOfCompany(user, company.id),
  ]);
  return (
    <>
      <BackLink href="/companies">{t("back")}</BackLink>
      <PageHeader title={company.name} />
      <div className="grid items-start gap-4 @min-[46rem]:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <CompanyCard company={company} />
        <div className="flex min-w-0 flex-col gap-4">
          <CompanyContacts company={company.name} page={page} />
          <CompanyCalls calls={calls} mayDownload={mayExport(user)} />
        </div>
      </div>
    </>
  );
}
