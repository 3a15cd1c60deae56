import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OutcomesList } from "#components/calls/outcomes/outcomes-list";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { listOutcomes } from "#lib/calls/outcomes/outcomes";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("outcomes"))("title") };
}

export default async function OutcomesPage() {
  await requireUser(roleFor("/admin"));
  return <OutcomesList outcomes={await listOutcomes()} />;
}
