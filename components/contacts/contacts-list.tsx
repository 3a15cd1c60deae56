"use client";

import { SearchX, Users } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { Pagination } from "#components/ui/table";
import type { ContactPage } from "#lib/contacts/list-contacts";
import type { Column, ListOptions } from "#lib/contacts/list-options";
import { ContactsTable } from "./contacts-table";
import type { Choices } from "./field-editor";
import { activeFilters, listHref } from "./list-href";
import { SelectionBar } from "./selection-bar";
import { useSelection } from "./use-selection";

interface ContactsListProps {
  page: ContactPage;
  options: ListOptions;
  columns: readonly Column[];
  choices: Choices;
}

/** One page of contacts, or why there is none. */
export function ContactsList({ page, options, columns, choices }: ContactsListProps) {
  const t = useTranslations("contacts");
  const { contacts, previous, next } = page;
  const selection = useSelection(contacts.map(({ id }) => id));
  if (contacts.length === 0) return <NoContacts options={options} />;
  const href = (place: { after?: string; before?: string }) =>
    listHref({ ...options, after: "", before: "", ...place });
  return (
    <>
      {selection.chosen.size > 0 && (
        <SelectionBar
          chosen={contacts.filter(({ id }) => selection.chosen.has(id))}
          choices={choices}
          onClear={selection.clear}
        />
      )}
      <ContactsTable
        contacts={contacts}
        options={options}
        columns={columns}
        selection={selection}
      />
      {(previous || next) && (
        <Pagination
          label={t("pages.label")}
          summary={t("pages.summary", { count: contacts.length })}
          previous={{
            href: previous && href({ before: previous }),
            label: t("pages.previous"),
          }}
          next={{ href: next && href({ after: next }), label: t("pages.next") }}
        />
      )}
    </>
  );
}

function NoContacts({ options }: { options: ListOptions }) {
  const t = useTranslations("contacts");
  const narrowed = activeFilters(options).length > 0;
  return (
    <div className="rounded-xl border border-line bg-surface">
      {options.q || narrowed ? (
        <EmptyState
          icon={SearchX}
          title={options.q ? t("nobody.title", { query: options.q }) : t("nobody.filtered")}
          text={narrowed ? t("nobody.filteredText") : t("nobody.text")}
          action={<LinkButton href="/contacts">{t("nobody.action")}</LinkButton>}
        />
      ) : (
        <EmptyState
          icon={Users}
          title={t("empty.title")}
          text={t("empty.text")}
          action={<LinkButton href="/contacts/new">{t("new")}</LinkButton>}
        />
      )}
    </div>
  );
}

function LinkButton({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild>
      <Link href={href}>{children}</Link>
    </Button>
  );
}
