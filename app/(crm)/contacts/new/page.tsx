import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { BackLink, Card, PageHeader } from "#components/ui/page";
import { NewContact } from "#components/contacts/new-contact";
import { requireUser } from "#lib/auth/current-user";
import { formatPhoneNumber, parsePhoneNumber } from "#lib/numbers/phone-number";
import { defaultCountry } from "#lib/numbers/default-country";
import { fieldChoices } from "#lib/contacts/field-choices";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contacts"))("new") };
}

/** What the screen pop of an unknown caller hands over. */
const prefill = z.object({
  phone: z.string().max(64).catch(""),
  call: z.uuid().optional().catch(undefined),
  name: z.string().max(200).catch(""),
  company: z.string().max(200).catch(""),
});

export default async function NewContactPage(props: PageProps<"/contacts/new">) {
  const user = await requireUser();
  const { phone, call, name, company } = prefill.parse(await props.searchParams);
  const [t, choices, country] = await Promise.all([
    getTranslations("contacts"),
    fieldChoices(),
    defaultCountry(),
  ]);
  return (
    <div className="mx-auto max-w-xl">
      <BackLink href="/contacts">{t("back")}</BackLink>
      <PageHeader title={t("new")} subtitle={phone && t("newFromCall")} />
      <Card>
        <div className="p-4">
          <NewContact
            known={{ name, company, phone: formatPhoneNumber(parsePhoneNumber(phone, country)) }}
            callId={call}
            ownerId={user.id}
            choices={choices}
          />
        </div>
      </Card>
    </div>
  );
}
