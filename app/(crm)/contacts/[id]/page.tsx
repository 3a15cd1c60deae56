import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { BackLink, PageHeader } from "#components/ui/page";
import { ContactSummary } from "#components/card/contact-summary";
import { ContactCard } from "#components/contacts/contact-card";
import { PersonalData } from "#components/contacts/personal-data";
import { TwoSides } from "#components/contacts/two-sides";
import { AllWords } from "#components/shell/all-words";
import { MergedNotes } from "#components/contacts/duplicates/merged-notes";
import { AboutClient } from "#components/templates/about-client";
import { Timeline } from "#components/timeline/timeline";
import { clientFacts } from "#lib/card/client-facts";
import { requireUser } from "#lib/auth/current-user";
import { mayExport } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { fieldChoices } from "#lib/contacts/field-choices";
import { getContact } from "#lib/contacts/queries";
import { mergesInto, whereWent } from "#lib/contacts/duplicates/queries";
import { timelinePage } from "#lib/timeline/timeline-page";
import { timelineKinds } from "#lib/timeline/timeline-view";

type Props = PageProps<"/contacts/[id]">;

const contactOf = cache(async (id: string) => {
  const user = await requireUser();
  if (!z.uuid().safeParse(id).success) notFound();
  const contact = await getContact(id, user);
  if (contact) return contact;
  const kept = await whereWent(id);
  return kept && (await getContact(kept, user)) ? redirect(`/contacts/${kept}`) : notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await contactOf((await params).id)).name };
}

/** The one kind of entries the address asks for. */
const shown = z.object({ show: z.enum(timelineKinds).nullable().catch(null) });

export default async function ContactPage({ params, searchParams }: Props) {
  const [user, contact] = [await requireUser(), await contactOf((await params).id)];
  const { show } = shown.parse(await searchParams);
  const [t, timeline, choices, facts, merges] = await Promise.all([
    getTranslations("contacts"),
    timelinePage(user, contact.id, show ? { kinds: [show] } : {}),
    fieldChoices(),
    clientFacts(user, { contactId: contact.id }),
    mergesInto(contact.id),
  ]);
  return (
    <AboutClient client={contact}>
      <BackLink href="/contacts">{t("back")}</BackLink>
      <PageHeader title={contact.name} subtitle={contact.company} />
      <ContactSummary contact={contact} facts={facts} />
      {merges.length > 0 && (
        <AllWords>
          <MergedNotes merges={merges} />
        </AllWords>
      )}
      <TwoSides
        details={
          <ContactCard
            contact={contact}
            choices={choices}
            privacy={
              hasRole(user, "admin") && (
                <AllWords>
                  <PersonalData contactId={contact.id} />
                </AllWords>
              )
            }
          />
        }
        history={
          <Timeline
            key={show}
            contactId={contact.id}
            show={show}
            served={timeline}
            mayDownload={mayExport(user)}
          />
        }
      />
    </AboutClient>
  );
}
