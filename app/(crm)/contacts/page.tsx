import { Merge, Plus, Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Link } from "#components/ui/link";
import { getTranslations } from "next-intl/server";
import { ColumnChoice } from "#components/contacts/column-choice";
import { ContactSearch } from "#components/contacts/contact-search";
import { ContactsList } from "#components/contacts/contacts-list";
import { ActiveFilters, FiltersButton } from "#components/contacts/list-filters";
import { BeginDialling } from "#components/dialling/begin-dialling";
import { SavedViews } from "#components/contacts/saved-views";
import { FilesMenu } from "#components/contacts/import/files-menu";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page";
import { requireUser } from "#lib/auth/current-user";
import { hasRole } from "#lib/auth/roles";
import type { OutcomeView } from "#lib/calls/call-view";
import { outcomeWords } from "#lib/calls/outcomes/outcome-words";
import { listOutcomes } from "#lib/calls/outcomes/outcomes";
import { listContacts } from "#lib/contacts/list-contacts";
import { columnsCookie, defaultColumns, type ListOptions } from "#lib/contacts/list-options";
import { listOptions, toColumns } from "#lib/contacts/list-schema";
import { toListPage } from "#lib/contacts/list-rows";
import { contactViews, listViews } from "#lib/contacts/saved-views";
import { listOffered, listTags } from "#lib/contacts/field-choices";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("contacts"))("title") };
}

export default async function ContactsPage(props: PageProps<"/contacts">) {
  const user = await requireUser();
  const options = listOptions.parse(await props.searchParams);
  const [t, duplicates, words, page, views, tags, offered, known, columns] = await Promise.all([
    getTranslations("contacts"),
    getTranslations("duplicates"),
    getTranslations("outcomes"),
    listContacts(options, user),
    listViews(contactViews, user.id),
    listTags(),
    listOffered(),
    listOutcomes(),
    shownColumns(options),
  ]);
  const { count, atLeast } = page.total;
  const wordsOf = (outcome: OutcomeView) => outcomeWords(outcome, words);
  const outcomes = known.map((one) => ({ id: one.id, name: wordsOf(one) }));
  const filterChoices = { tags, offered, outcomes };
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={
          <span role="status">{atLeast ? t("many", { count }) : t("total", { count })}</span>
        }
        actions={
          <>
            <ContactSearch options={options} />
            {hasRole(user, "manager") && <FilesMenu list="contacts" />}
            <Button variant="primary" className="max-sm:w-9 max-sm:px-0" asChild>
              <Link href="/contacts/new">
                <Plus aria-hidden className="size-4" />
                <span className="max-sm:sr-only">{t("new")}</span>
              </Link>
            </Button>
          </>
        }
      />
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <SavedViews views={views} options={options} />
        <div className="flex items-center gap-1.5">
          <BeginDialling options={options} />
          <FiltersButton options={options} choices={filterChoices} />
          <ColumnChoice options={options} shown={columns} />
          <Button size="sm" variant="ghost" asChild>
            <Link
              href="/contacts/duplicates"
              aria-label={duplicates("link")}
              title={duplicates("link")}
            >
              <Merge aria-hidden className="size-3.5" />
              <span className="hidden @min-[60rem]:inline">{duplicates("link")}</span>
            </Link>
          </Button>
          <Button size="sm" variant="ghost" asChild>
            <Link href="/contacts/bin" aria-label={t("bin.title")} title={t("bin.title")}>
              <Trash2 aria-hidden className="size-3.5" />
              <span className="hidden @min-[60rem]:inline">{t("bin.title")}</span>
            </Link>
          </Button>
        </div>
      </div>
      <ActiveFilters options={options} choices={filterChoices} />
      <ContactsList
        page={toListPage(page, columns, wordsOf)}
        options={options}
        columns={columns}
        choices={{ tags: tags.map(({ name }) => name), offered }}
      />
    </>
  );
}

/** The view's, else the person's own, else those everybody begins with. */
async function shownColumns(options: ListOptions) {
  if (options.columns.length > 0) return options.columns;
  const own = toColumns((await cookies()).get(columnsCookie)?.value);
  return own.length > 0 ? own : defaultColumns;
}
