import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DialPad } from "#components/numbers/dial-pad/dial-pad";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { defaultCountry } from "#lib/numbers/default-country";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dialPad"))("title") };
}

const asked = z.object({ number: z.string().max(100).catch("") });

/** Where `tel:` links of other sites lead, once this browser is set to open them here; it dials nothing by itself. */
export default async function DialPage({ searchParams }: PageProps<"/dial">) {
  await requireUser();
  const { number } = asked.parse(await searchParams);
  const [t, country] = [await getTranslations("dialPad"), await defaultCountry()];
  return (
    <div className="mx-auto max-w-sm">
      <PageHeader title={t("title")} />
      <DialPad key={number} country={country} initial={number} />
    </div>
  );
}
