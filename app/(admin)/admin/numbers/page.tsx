import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { IgnoreForm } from "#components/numbers/ignore-form";
import { IgnoredNumbers } from "#components/numbers/ignored-numbers";
import { OwnLines } from "#components/numbers/own-lines";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { linesToOffer, listIgnoredNumbers } from "#lib/numbers/ignored-numbers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("numbers"))("title") };
}

export default async function NumbersPage() {
  await requireUser("admin");
  const [t, numbers, lines] = await Promise.all([
    getTranslations("numbers"),
    listIgnoredNumbers(),
    linesToOffer(),
  ]);
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <div className="flex flex-col gap-4">
        <IgnoreForm />
        {lines.length > 0 && <OwnLines lines={lines} />}
        <IgnoredNumbers numbers={numbers} />
      </div>
    </>
  );
}
