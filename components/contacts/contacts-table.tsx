import Link from "next/link";
import { useTranslations } from "next-intl";
import { PhoneLink } from "#components/phone-link";
import { RelativeTime } from "#components/ui/relative-time";
import { Cell, Header, Row, Table } from "#components/ui/table";
import type { ListOptions, Sorting } from "#lib/contacts/list-options";
import type { ContactView } from "#lib/contacts/queries";
import { sortHref } from "./list-href";

/** Numbers in a row; the others are on the contact's own page. */
const shownNumbers = 2;

export function ContactsTable(props: { contacts: ContactView[]; options: ListOptions }) {
  const t = useTranslations("contacts");
  const sort = (by: Sorting) => ({
    href: sortHref(props.options, by),
    active: props.options.sort === by ? props.options.order : null,
  });
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Header sort={sort("name")}>{t("columns.name")}</Header>
          <Header sort={sort("company")} className="hidden md:table-cell">
            {t("columns.company")}
          </Header>
          <Header>{t("columns.numbers")}</Header>
          <Header sort={sort("updated")} className="hidden text-right lg:table-cell">
            {t("columns.updated")}
          </Header>
        </tr>
      </thead>
      <tbody>
        {props.contacts.map((contact) => (
          <ContactRow key={contact.id} contact={contact} />
        ))}
      </tbody>
    </Table>
  );
}

function ContactRow({ contact }: { contact: ContactView }) {
  const more = contact.numbers.length - shownNumbers;
  return (
    <Row className="h-8!">
      <Cell className="max-w-44 py-0.5! md:max-w-72">
        <Link
          href={`/contacts/${contact.id}`}
          className="block truncate font-medium hover:text-accent hover:underline"
        >
          {contact.name}
        </Link>
        {contact.company && (
          <span className="block truncate text-xs text-ink-soft md:hidden">{contact.company}</span>
        )}
      </Cell>
      <Cell className="hidden max-w-64 truncate py-0.5! text-ink-soft md:table-cell">
        {contact.company}
      </Cell>
      <Cell className="py-0.5!">
        <span className="flex flex-col gap-x-4 sm:flex-row sm:items-center">
          {contact.numbers.slice(0, shownNumbers).map((number, position) => (
            <PhoneLink key={position} number={number} contactId={contact.id} />
          ))}
          {more > 0 && (
            <Link
              href={`/contacts/${contact.id}`}
              className="figures text-xs text-ink-soft hover:text-accent"
            >
              +{more}
            </Link>
          )}
        </span>
      </Cell>
      <Cell className="hidden py-0.5! text-right text-ink-soft lg:table-cell">
        <RelativeTime iso={contact.updatedAt} />
      </Cell>
    </Row>
  );
}
