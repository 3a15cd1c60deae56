"use client";

import { LinkArea } from "#components/ui/link-area";
import { useTranslations } from "next-intl";
import { useRef, type ReactNode } from "react";
import { CallButton } from "#components/numbers/call-link";
import type { CallWords } from "../numbers/refusal-words";
import { useCall, type Caller } from "../numbers/use-call";
import { useRelativeTimes } from "#components/ui/relative-time";
import { Cell, Header, Row, Table } from "#components/ui/table";
import { sortings, type Column, type ListOptions, type Sorting } from "#lib/contacts/list-options";
import type { ListRow } from "#lib/contacts/list-rows";
import { kindOf } from "#lib/contacts/fields";
import { useColumnName } from "./column-choice";
import { DateInWords } from "./date-input";
import { useRowKeys } from "../ui/use-row-keys";
import { sortHref } from "./list-href";
import { Tags } from "./tags";
import type { Selection } from "./use-selection";

/** A phone has room for names and numbers; the company stands below the name there. */
const room: Partial<Record<Column, string>> = {
  company: "hidden max-w-64 truncate @min-[30rem]:table-cell",
  numbers: "",
  emails: "hidden max-w-64 truncate @min-[50rem]:table-cell",
  owner: "hidden max-w-40 truncate @min-[30rem]:table-cell",
  tags: "hidden @min-[50rem]:table-cell",
  called: "hidden text-right @min-[50rem]:table-cell",
  talked: "hidden text-right @min-[50rem]:table-cell",
  attempts: "hidden figures text-right @min-[50rem]:table-cell",
  created: "hidden text-right @min-[50rem]:table-cell",
  updated: "hidden text-right @min-[50rem]:table-cell",
};
const roomOf = (column: Column) =>
  room[column] ?? "hidden max-w-40 truncate @min-[50rem]:table-cell";

interface ContactsTableProps {
  rows: readonly ListRow[];
  options: ListOptions;
  columns: readonly Column[];
  selection: Selection;
}

export function ContactsTable({ rows, options, columns, selection }: ContactsTableProps) {
  const t = useTranslations("contacts");
  const columnName = useColumnName();
  const when = useRelativeTimes();
  const calling = { caller: useCall(), t: useTranslations("calls") };
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const sort = (by: Sorting) => ({
    href: sortHref(options, by),
    active: options.sort === by ? options.order : null,
  });
  return (
    <LinkArea>
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
                className={`@max-[62rem]:px-2! ${roomOf(column)}`}
              >
                {columnName(column)}
              </Header>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((contact, index) => (
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
                <a
                  href={`/contacts/${contact.id}`}
                  data-row
                  className="block truncate font-medium hover:text-accent hover:underline"
                >
                  {contact.name}
                </a>
                {contact.company && (
                  <span className="block truncate text-xs text-ink-soft @min-[30rem]:hidden">
                    {contact.company}
                  </span>
                )}
              </Cell>
              {columns.map((column) => (
                <Cell
                  key={column}
                  className={`py-0.5! @max-[62rem]:px-2! ${roomOf(column)} ${column === "numbers" ? "" : "text-ink-soft"}`}
                >
                  {shownAs(column, contact, { when, calling })}
                </Cell>
              ))}
            </Row>
          ))}
        </tbody>
      </Table>
    </LinkArea>
  );
}

const isSorting = (column: Column): column is Column & Sorting =>
  (sortings as readonly string[]).includes(column);

/** What all rows share: each of them having its own is most of what a page of them costs. */
interface Shared {
  when: (iso: string) => ReactNode;
  calling: { caller: Caller; t: CallWords };
}

function shownAs(column: Column, contact: ListRow, { when, calling }: Shared): ReactNode {
  const { company, companyId } = contact;
  switch (column) {
    case "company":
      return (
        company && (
          <a href={`/companies/${companyId}`} className="hover:text-accent hover:underline">
            {company}
          </a>
        )
      );
    case "numbers":
      return <Numbers contact={contact} {...calling} />;
    case "tags":
      return contact.tags.length > 0 && <Tags tags={contact.tags} />;
    case "emails":
    case "owner":
      return contact.cells[column];
    case "created":
    case "updated":
      return when(contact.cells[column]!);
    case "called":
    case "talked": {
      const at = contact.cells[column];
      return at && when(at);
    }
    case "attempts":
    case "outcome":
      return contact.cells[column];
    default: {
      const text = contact.cells[column];
      return text && kindOf(column) === "date" ? <DateInWords date={text} /> : text;
    }
  }
}

function Numbers({ contact, caller, t }: { contact: ListRow } & Shared["calling"]) {
  const { id: contactId, numbers, otherNumbers } = contact;
  return (
    <span className="flex flex-col gap-x-3 @min-[45rem]:flex-row @min-[45rem]:flex-wrap @min-[45rem]:items-center">
      <span className="flex flex-col gap-x-3 @min-[45rem]:flex-row">
        {numbers.map((number, position) => {
          const place = `${contactId} ${position}`;
          return (
            <CallButton
              key={place}
              t={t}
              number={number}
              state={caller.stateOf(place)}
              onCall={() => caller.call(place, { number, contactId })}
            />
          );
        })}
      </span>
      {otherNumbers > 0 && (
        <a
          href={`/contacts/${contactId}`}
          className="figures text-xs text-ink-soft hover:text-accent"
        >
          +{otherNumbers}
        </a>
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
