import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { BackLink, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { providerHelp } from "#lib/connections/queries";

type Props = PageProps<"/admin/providers/[id]">;

const helpAt = cache(async (params: Props["params"]) => {
  await requireUser("admin");
  return (await providerHelp((await params).id)) ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await helpAt(params)).label };
}

export default async function ProviderHelpPage({ params }: Props) {
  const { label, html } = await helpAt(params);
  const t = await getTranslations("connections");
  return (
    <div className="mx-auto max-w-3xl">
      <BackLink href="/admin/connections">{t("back")}</BackLink>
      <PageHeader title={label} />
      {/* The handbook is part of the program, and in English. */}
      <article
        lang="en"
        className="rounded-xl border border-line bg-surface p-4 break-words shadow-card [&_code]:break-all [&_a]:text-accent [&_a]:underline [&_code]:font-mono [&_code]:text-sm [&_h2]:mt-6 [&_h2]:mb-2 [&_h2]:font-semibold [&_h3]:mt-4 [&_h3]:font-medium [&_li]:my-1 [&_p]:my-2 [&_pre]:break-words [&_pre]:whitespace-pre-wrap [&_pre]:rounded-md [&_pre]:bg-sunken [&_pre]:p-3 [&_td]:border-b [&_td]:border-line [&_td]:p-2 [&_td]:align-top [&_th]:p-2 [&_th]:text-left [&_ul]:list-disc [&_ul]:pl-5"
        dangerouslySetInnerHTML={{ __html: html }}
      />
    </div>
  );
}
