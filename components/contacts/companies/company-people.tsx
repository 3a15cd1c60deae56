import { PhoneCall } from "lucide-react";
import { useTranslations } from "next-intl";
import { CallsTable } from "#components/calls/calls-table";
import { PhoneLink } from "#components/numbers/phone-link";
import { Link } from "#components/ui/link";
import { Card, EmptyState } from "#components/ui/page";
import type { CallView } from "#lib/calls/call-view";
import type { ContactPage } from "#lib/contacts/list-contacts";

interface CompanyContactsProps {
  company: string;
  /** The first page of its contacts. */
  page: ContactPage;
}

/** Who works there; the rest of a large company is in the list of contacts. */
export function CompanyContacts({ company, page }: CompanyContactsProps) {
  const t = useTranslations("companies");
  return (
    <Card
      title={t("contacts")}
      actions={
        <Link
          href={`/contacts?${new URLSearchParams({ company }).toString()}`}
          className="text-sm text-ink-soft hover:text-accent hover:underline"
        >
          {t("inContacts")}
        </Link>
      }
    >
      {page.contacts.length === 0 ? (
        <p className="px-4 py-6 text-center text-sm text-ink-soft">{t("noContacts")}</p>
      ) : (
        <ul>
          {page.contacts.map((contact) => (
            <li
              key={contact.id}
              className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-1 last:border-0"
            >
              <Link
                href={`/contacts/${contact.id}`}
                className="truncate font-medium hover:text-accent hover:underline"
              >
                {contact.name}
              </Link>
              {contact.numbers[0] && (
                <PhoneLink number={contact.numbers[0]} contactId={contact.id} />
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The last calls with a company's people, those among them that go on live. */
export function CompanyCalls({ calls, mayDownload }: { calls: CallView[]; mayDownload: boolean }) {
  const t = useTranslations("companies");
  return (
    <section aria-label={t("calls")} className="min-w-0">
      <h2 className="mb-2 font-semibold">{t("calls")}</h2>
      {calls.length > 0 ? (
        <CallsTable calls={calls} mayDownload={mayDownload} />
      ) : (
        <div className="rounded-xl border border-line bg-surface">
          <EmptyState icon={PhoneCall} title={t("noCalls.title")} text={t("noCalls.text")} />
        </div>
      )}
    </section>
  );
}
