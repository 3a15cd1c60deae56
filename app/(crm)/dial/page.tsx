import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DialPad } from "#components/dial-pad/dial-pad";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { defaultCountry } from "#lib/contacts/default-country";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dial"))("title") };
}

const asked = z.object({ number: z.string().max(100).catch("") });

/** Where `tel:` links of other sites lead, once this browser was told to; it dials nothing by itself. */
export default async function DialPage({ searchParams }: PageProps<"/dial">) {
  await requireUser();
  const { number } = asked.parse(await searchParams);
  const [t, country] = [await getTranslations("dial"), await defaultCountry()];
  return (
    <div className="mx-auto max-w-sm">
      <PageHeader title={t("title")} />
      <DialPad key={number} country={country} initial={number} />
    </div>
  );
}
