"use client";

import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PhoneLink } from "#components/numbers/phone-link";
import { RelativeTime } from "#components/ui/relative-time";
import { Cell, Header, Row, Table } from "#components/ui/table";
import { sortings, type Column, type ListOptions, type Sorting } from "#lib/contacts/list-options";
import type { ContactView } from "#lib/contacts/queries";
import { kindOf } from "#lib/contacts/fields";
import { useColumnName } from "./column-choice";
import { DateInWords } from "./date-input";
import { sortHref } from "./list-href";
import { Tags } from "./tags";
import type { Selection } from "./use-selection";

/** Numbers in a row; the others are on the contact's own page. */
const shownNumbers = 2;

/** A phone has room for names and numbers; the company stands below the name there. */
const room: Partial<Record<Column, string>> = {
  company: "hidden max-w-64 truncate md:table-cell",
  numbers: "",
  emails: "hidden max-w-64 truncate lg:table-cell",
  owner: "hidden max-w-40 truncate md:table-cell",
  tags: "hidden md:table-cell",
  created: "hidden text-right lg:table-cell",
  updated: "hidden text-right lg:table-cell",
};
const roomOf = (column: Column) => room[column] ?? "hidden max-w-40 truncate lg:table-cell";

interface ContactsTableProps {
  contacts: ContactView[];
  options: ListOptions;
  columns: readonly Column[];
  selection: Selection;
}

export function ContactsTable({ contacts, options, columns, selection }: ContactsTableProps) {
  const t = useTranslations("contacts");
  const columnName = useColumnName();
  const sort = (by: Sorting) => ({
    href: sortHref(options, by),
    active: options.sort === by ? options.order : null,
  });
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Header className="w-8 pr-0!">
            <Checkbox
              label={t("selection.all")}
              checked={selection.all}
              mixed={selection.chosen.size > 0 && !selection.all}
              onChange={selection.toggleAll}
            />
          </Header>
          <Header sort={sort("name")}>{t("fields.name")}</Header>
          {columns.map((column) => (
            <Header
              key={column}
              sort={isSorting(column) ? sort(column) : undefined}
              className={roomOf(column)}
            >
              {columnName(column)}
            </Header>
          ))}
        </tr>
      </thead>
      <tbody>
        {contacts.map((contact, index) => (
          <Row
            key={contact.id}
            className={`h-8! ${selection.chosen.has(contact.id) ? "bg-accent-soft" : ""}`}
          >
            <Cell className="w-8 py-0! pr-0!">
              <Checkbox
                label={t("selection.one", { name: contact.name })}
                checked={selection.chosen.has(contact.id)}
                onChange={(withShift) => selection.toggle(index, withShift)}
              />
            </Cell>
            <Cell className="max-w-36 py-0.5! max-sm:pr-1! sm:max-w-44 md:max-w-72">
              <Link
                href={`/contacts/${contact.id}`}
                className="block truncate font-medium hover:text-accent hover:underline"
              >
                {contact.name}
              </Link>
              {contact.company && (
                <span className="block truncate text-xs text-ink-soft md:hidden">
                  {contact.company}
                </span>
              )}
            </Cell>
            {columns.map((column) => (
              <Cell
                key={column}
                className={`py-0.5! max-sm:px-2! ${roomOf(column)} ${column === "numbers" ? "" : "text-ink-soft"}`}
              >
                {shownAs(column, contact)}
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const isSorting = (column: Column): column is Column & Sorting =>
  (sortings as readonly string[]).includes(column);

function shownAs(column: Column, contact: ContactView): ReactNode {
  const { company, companyId } = contact;
  switch (column) {
    case "company":
      return (
        company && (
          <Link href={`/companies/${companyId}`} className="hover:text-accent hover:underline">
            {company}
          </Link>
        )
      );
    case "numbers":
      return <Numbers contact={contact} />;
    case "emails":
      return contact.emails.map(({ address }) => address).join(", ");
    case "owner":
      return contact.owner?.name;
    case "tags":
      return <Tags tags={contact.tags} />;
    case "created":
      return <RelativeTime iso={contact.createdAt} />;
    case "updated":
      return <RelativeTime iso={contact.updatedAt} />;
    default: {
      const text = contact[column];
      return text && kindOf(column) === "date" ? <DateInWords date={text} /> : text;
    }
  }
}

function Numbers({ contact }: { contact: ContactView }) {
  const more = contact.numbers.length - shownNumbers;
  return (
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
  );
}

interface CheckboxProps {
  label: string;
  checked: boolean;
  /** Some, not all. */
  mixed?: boolean;
  onChange: (withShift: boolean) => void;
}

/** As large as its cell, so that a thumb meets it. */
function Checkbox({ label, checked, mixed = false, onChange }: CheckboxProps) {
  return (
    <label className="-mx-2 flex size-8 items-center justify-center select-none">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = mixed;
        }}
        onChange={(event) => onChange((event.nativeEvent as MouseEvent).shiftKey)}
        className="size-4 accent-(--accent-fill)"
      />
    </label>
  );
}
