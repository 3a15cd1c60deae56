import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PhoneLink } from "#components/phone-link";
import { Badge } from "#components/ui/badge";
import { RelativeTime } from "#components/ui/relative-time";
import type { ContactView } from "#lib/contacts/queries";

export function ContactDetails({ contact }: { contact: ContactView }) {
  const t = useTranslations("contacts");
  return (
    <div className="p-4">
      <dl className="flex flex-col gap-4">
        <Detail name={t("fields.numbers")}>
          {contact.numbers.length === 0 && <Absent>{t("none.numbers")}</Absent>}
          <ul className="flex flex-col gap-0.5">
            {contact.numbers.map((number, position) => (
              <li key={position} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <PhoneLink number={number} contactId={contact.id} className="font-medium" />
                {number.label && <span className="text-ink-soft">{number.label}</span>}
                {number.e164 === null && (
                  <span title={t("unknownNumberHelp")}>
                    <Badge>{t("unknownNumber")}</Badge>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Detail>
        {contact.email && (
          <Detail name={t("fields.email")}>
            <a
              href={`mailto:${contact.email}`}
              className="break-all hover:text-accent hover:underline"
            >
              {contact.email}
            </a>
          </Detail>
        )}
        <Detail name={t("fields.owner")}>
          {contact.owner?.name ?? <Absent>{t("fields.nobody")}</Absent>}
        </Detail>
        <Detail name={t("fields.note")}>
          {contact.note ? (
            <p className="max-w-prose break-words whitespace-pre-wrap">{contact.note}</p>
          ) : (
            <Absent>{t("none.note")}</Absent>
          )}
        </Detail>
      </dl>
      <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-4">
        <Detail name={t("fields.added")}>
          <RelativeTime iso={contact.createdAt} />
        </Detail>
        <Detail name={t("fields.changed")}>
          <RelativeTime iso={contact.updatedAt} />
        </Detail>
      </dl>
    </div>
  );
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-0.5 text-xs text-ink-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Absent({ children }: { children: ReactNode }) {
  return <p className="text-ink-soft">{children}</p>;
}
