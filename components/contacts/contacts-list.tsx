"use client";

import { SearchX, Users } from "lucide-react";
import { Link } from "#components/ui/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useMyRole } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/page";
import { Pagination } from "#components/ui/table";
import { mayOpen } from "#lib/auth/page-roles";
import type { Column, ListOptions } from "#lib/contacts/list-options";
import type { ListPage } from "#lib/contacts/list-rows";
import { ContactsTable } from "./contacts-table";
import type { Choices } from "./field-editor";
import { rememberContacts } from "./known-contacts";
import { activeFilters, listHref } from "./list-href";
import { laterComponent } from "../ui/later";
import { useEverybody } from "./use-everybody";
import { useSelection, type Selection } from "./use-selection";

const SelectionBar = laterComponent(() =>
  import("./selection-bar").then((module) => module.SelectionBar),
);

const ChooseAll = laterComponent(() => import("./choose-all").then((module) => module.ChooseAll));

interface ContactsListProps {
  page: ListPage;
  options: ListOptions;
  columns: readonly Column[];
  choices: Choices;
}

/** One page of contacts, or why there is none. */
export function ContactsList({ page, options, columns, choices }: ContactsListProps) {
  const t = useTranslations("contacts");
  const { rows, previous, next } = page;
  const selection = useSelection(rows.map(({ id }) => id));
  const { everybody, choose, drop } = useEverybody(options);
  useEffect(() => rememberContacts(rows), [rows]);
  if (rows.length === 0) return <NoContacts options={options} />;
  const href = (place: { after?: string; before?: string }) =>
    listHref({ ...options, after: "", before: "", ...place });
  const shown = everybody ? chosenAltogether(everybody, rows, selection, drop) : selection;
  return (
    <>
      {(everybody ?? shown.chosen.size > 0) && (
        <SelectionBar
          chosen={rows.filter(({ id }) => shown.chosen.has(id))}
          everybody={everybody}
          choices={choices}
          onClear={shown.clear}
        >
          {!everybody && selection.all && (previous ?? next) && (
            <ChooseAll options={options} total={page.total} onChosen={choose} />
          )}
        </SelectionBar>
      )}
      <ContactsTable rows={rows} options={options} columns={columns} selection={shown} />
      {(previous || next) && (
        <Pagination
          label={t("pages.label")}
          summary={t("pages.summary", { count: rows.length })}
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

/** The whole list is chosen: whoever then takes one out goes on with those of the page. */
function chosenAltogether(
  everybody: readonly string[],
  rows: ListPage["rows"],
  selection: Selection,
  drop: () => void,
): Selection {
  const all = new Set(everybody);
  const chosen = new Set(rows.flatMap(({ id }) => (all.has(id) ? id : [])));
  const clear = () => {
    drop();
    selection.clear();
  };
  return {
    chosen,
    all: chosen.size === rows.length,
    toggle: (index) => {
      drop();
      selection.choose([...chosen].filter((id) => id !== rows[index]!.id));
    },
    toggleAll: clear,
    choose: selection.choose,
    clear,
  };
}

function NoContacts({ options }: { options: ListOptions }) {
  const t = useTranslations("contacts");
  const mayImport = mayOpen({ role: useMyRole() }, "/contacts/import");
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
          action={
            <span className="flex flex-wrap justify-center gap-2">
              <LinkButton href="/contacts/new">{t("new")}</LinkButton>
              {mayImport && <LinkButton href="/contacts/import">{t("empty.fromFile")}</LinkButton>}
            </span>
          }
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
