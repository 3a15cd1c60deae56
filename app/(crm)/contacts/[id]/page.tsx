import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { BackLink } from "#components/ui/back-link";
import { ContactCalls } from "#components/contacts/contact-calls";
import { ContactCard } from "#components/contacts/contact-card";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { callsOfContact } from "#lib/calls/queries";
import { getContact } from "#lib/contacts/queries";
import { peopleNames } from "#lib/users/queries";

type Props = PageProps<"/contacts/[id]">;

const contactAt = cache(async (params: Props["params"]) => {
  await requireUser();
  const id = z.uuid().safeParse((await params).id);
  return (id.success && (await getContact(id.data))) || notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await contactAt(params)).name };
}

export default async function ContactPage({ params }: Props) {
  const contact = await contactAt(params);
  const [t, calls, people] = await Promise.all([
    getTranslations("contacts"),
    callsOfContact(contact.id),
    peopleNames(),
  ]);
  return (
    <>
      <BackLink href="/contacts">{t("back")}</BackLink>
      <PageHeader title={contact.name} subtitle={contact.company} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <ContactCard contact={contact} people={people} />
        <ContactCalls contactId={contact.id} calls={calls} />
      </div>
    </>
  );
}
