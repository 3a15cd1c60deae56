"use client";

import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { CallLink } from "#components/numbers/call-link";
import { BackLink, ListSkeleton, PageHeader } from "#components/ui/page";
import { LoadingCard } from "#components/ui/placeholders";
import { knownContact } from "./known-contacts";

/** A contact's page that is still on its way: with what the list or the search has just shown of them. */
export function ContactAhead() {
  const t = useTranslations("contacts");
  const common = useTranslations("common");
  const contact = knownContact(useParams().id);
  if (!contact) return <LoadingCard />;
  return (
    <>
      <BackLink href="/contacts">{t("back")}</BackLink>
      <PageHeader title={contact.name} subtitle={contact.company} />
      <div className="grid items-start gap-4 @min-[46rem]:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <div className="flex flex-col gap-3">
          {contact.numbers.length > 0 && (
            <p className="flex flex-wrap gap-x-4 rounded-xl border border-line bg-surface px-4 py-3 shadow-card">
              {contact.numbers.map((number, position) => (
                <CallLink key={position} number={number} contactId={contact.id} />
              ))}
            </p>
          )}
          <ListSkeleton rows={6} label={common("loading")} />
        </div>
        <ListSkeleton rows={6} label={common("loading")} />
      </div>
    </>
  );
}
