import type { Metadata } from "next";
import { Link } from "#components/ui/link";
import { getTranslations } from "next-intl/server";
import { DuplicateGroups } from "#components/contacts/duplicates/duplicate-groups";
import { BackLink, PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { duplicateGroups, duplicateOptions } from "#lib/contacts/duplicates/groups";
import { evidences } from "#lib/contacts/duplicates/likeness";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("duplicates"))("title") };
}

export default async function DuplicatesPage(props: PageProps<"/contacts/duplicates">) {
  const user = await requireUser();
  const options = duplicateOptions.parse(await props.searchParams);
  const [t, contacts, { groups, next }] = await Promise.all([
    getTranslations("duplicates"),
    getTranslations("contacts"),
    duplicateGroups(user, options),
  ]);
  return (
    <>
      <BackLink href="/contacts">{contacts("back")}</BackLink>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <nav aria-label={t("by.label")} className="flex gap-1 rounded-lg bg-sunken p-1">
            {evidences.map((by) => (
              <Link
                key={by}
                href={`/contacts/duplicates?by=${by}`}
                aria-current={by === options.by ? "page" : undefined}
                className="rounded-md px-2.5 py-1 text-sm text-ink-soft hover:text-ink aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-card"
              >
                {t(`by.${by}`)}
              </Link>
            ))}
          </nav>
        }
      />
      <DuplicateGroups groups={groups} options={options} next={next} />
    </>
  );
}
