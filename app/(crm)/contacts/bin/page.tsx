import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { BinList } from "#components/contacts/bin-list";
import { BackLink, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { hasRole } from "#lib/auth/roles";
import { listBin } from "#lib/contacts/list-bin";

const place = z.object({ after: z.uuid().optional().catch(undefined) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contacts.bin"))("title") };
}

export default async function BinPage(props: PageProps<"/contacts/bin">) {
  const user = await requireUser();
  const { after } = place.parse(await props.searchParams);
  const [t, { contacts, next }] = await Promise.all([
    getTranslations("contacts"),
    listBin(user, { after }),
  ]);
  return (
    <>
      <BackLink href="/contacts">{t("back")}</BackLink>
      <PageHeader title={t("bin.title")} subtitle={t("bin.subtitle")} />
      <BinList contacts={contacts} next={next} canPurge={hasRole(user, "admin")} />
    </>
  );
}
