import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { Link } from "#components/ui/link";
import { BackLink, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { providerHelp } from "#lib/connections/queries";
import { languageOf } from "#lib/i18n/locales";

type Props = PageProps<"/admin/providers/[id]">;

async function helpAt(props: Props) {
  const { id } = await props.params;
  return helpOf(id, (await props.searchParams).for === "developers");
}

const helpOf = cache(async (id: string, isForDevelopers: boolean) => {
  await requireUser(roleFor("/admin"));
  const locale = languageOf(await getLocale());
  const help = await providerHelp(id, isForDevelopers ? "developer" : { locale });
  return help ? { ...help, id, isForDevelopers, locale } : notFound();
});

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await helpAt(props)).label };
}

export default async function ProviderHelpPage(props: Props) {
  const { label, html, id, isForDevelopers, locale } = await helpAt(props);
  const t = await getTranslations();
  const name = `providers.${id}.name` as "connections.title";
  return (
    <div className="mx-auto max-w-3xl">
      <BackLink href="/admin/connections">{t("connections.back")}</BackLink>
      <PageHeader title={t.has(name) ? t(name) : label} />
      <article
        lang={isForDevelopers ? "en" : locale}
        className="rounded-xl border border-line bg-surface p-4 break-words shadow-card [&_code]:break-all [&_a]:text-accent [&_a]:underline [&_code]:font-mono [&_code]:text-sm [&_h2]:mt-6 [&_h2]:mb-2 [&_h2]:font-semibold [&_h3]:mt-4 [&_h3]:font-medium [&_li]:my-1 [&_ol]:list-decimal [&_ol]:pl-5 [&_p]:my-2 [&_pre]:break-words [&_pre]:whitespace-pre-wrap [&_pre]:rounded-md [&_pre]:bg-sunken [&_pre]:p-3 [&_td]:border-b [&_td]:border-line [&_td]:p-2 [&_td]:align-top [&_th]:p-2 [&_th]:text-left [&_ul]:list-disc [&_ul]:pl-5"
        dangerouslySetInnerHTML={{ __html: html }}
      />
      <p className="mt-3 text-sm">
        <Link
          href={`/admin/providers/${id}${isForDevelopers ? "" : "?for=developers"}`}
          className="text-accent hover:underline"
        >
          {t(isForDevelopers ? "connections.help.administrators" : "connections.help.developers")}
        </Link>
      </p>
    </div>
  );
}
