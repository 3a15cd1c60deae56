import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { Link } from "#components/ui/link";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { MergeForm } from "#components/contacts/duplicates/merge-form";
import { BackLink, EmptyState, PageHeader } from "#components/ui/page";
import { Button } from "#components/ui/button";
import { requireUser } from "#lib/auth/current-user";
import { mergeSides } from "#lib/contacts/duplicates/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("duplicates.merge"))("title") };
}

const pair = z.object({ kept: z.uuid(), gone: z.uuid() });

export default async function MergePage(props: PageProps<"/contacts/duplicates/merge">) {
  const user = await requireUser();
  const t = await getTranslations("duplicates");
  const asked = pair.safeParse(await props.searchParams);
  const sides = asked.success && (await mergeSides(user, [asked.data.kept, asked.data.gone]));
  return (
    <div className="mx-auto max-w-4xl">
      <BackLink href="/contacts/duplicates">{t("title")}</BackLink>
      <PageHeader title={t("merge.title")} subtitle={t("merge.subtitle")} />
      {sides ? (
        // Exchanged, it is another form.
        <MergeForm key={sides[0].id} kept={sides[0]} gone={sides[1]} />
      ) : (
        <EmptyState
          icon={UsersRound}
          title={t("merge.missing.title")}
          text={t("merge.missing.text")}
          action={
            <Button asChild>
              <Link href="/contacts/duplicates">{t("merge.missing.action")}</Link>
            </Button>
          }
        />
      )}
    </div>
  );
}
