import { PhoneCall } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { CallsTable } from "#components/calls/calls-table";
import { FilesMenu } from "#components/contacts/import/files-menu";
import { ActiveJournalFilters, JournalFiltersButton } from "#components/journal/journal-filters";
import { JournalViews } from "#components/journal/journal-views";
import { JournalTotals } from "#components/journal/journal-totals";
import { Link } from "#components/ui/link";
import { EmptyState, PageHeader } from "#components/ui/page";
import { Pagination } from "#components/ui/table";
import { requireUser } from "#lib/auth/current-user";
import { mayExport } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { telephonesOf } from "#lib/calls/read-telephones";
import { listViews } from "#lib/contacts/saved-views";
import {
  activeJournalFilters,
  changedJournalHref,
  journalHref,
  shows,
} from "#lib/journal/journal-options";
import { journalOptions } from "#lib/journal/journal-schema";
import { listJournal } from "#lib/journal/list-journal";
import { journalViews } from "#lib/journal/journal-views";
import { readNames } from "#lib/statistics/words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("calls"))("title") };
}

export default async function CallsPage(props: PageProps<"/calls">) {
  const user = await requireUser();
  const options = journalOptions.parse(await props.searchParams);
  const [t, journal, common, format, page, views, named] = await Promise.all([
    getTranslations("calls"),
    getTranslations("journal"),
    getTranslations("common"),
    getFormatter(),
    listJournal(user, options),
    listViews(journalViews, user.id),
    readNames(),
  ]);
  const { calls, totals, previous, next, searchedTo } = page;
  const telephones = hasRole(user, "admin") ? await telephonesOf(calls) : undefined;
  const choices = {
    people: [...named.people].map(([id, name]) => ({ id, name })),
    connections: [...named.connections].map(([id, name]) => ({ id, name })),
    outcomes: [...named.outcomes].map(([id, outcome]) => ({ id, ...outcome })),
  };
  const isNarrowed = options.show !== "all" || activeJournalFilters(options).length > 0;
  const isFirst = options.after === "" && options.before === "";
  const href = (place: { after?: string; before?: string }) =>
    journalHref({ ...options, after: "", before: "", ...place });
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={<JournalTotals totals={totals} />}
        actions={
          <>
            {hasRole(user, "manager") && <FilesMenu list="calls" />}
            <nav aria-label={t("filter")} className="flex gap-1 rounded-lg bg-sunken p-1">
              {shows.map((show) => (
                <Link
                  key={show}
                  href={changedJournalHref(options, { show })}
                  aria-current={show === options.show ? "page" : undefined}
                  className="rounded-md px-2.5 py-1 text-sm text-ink-soft hover:text-ink aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-card"
                >
                  {t(`filters.${show}`)}
                </Link>
              ))}
            </nav>
          </>
        }
      />
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <JournalViews views={views} options={options} />
        <JournalFiltersButton options={options} choices={choices} />
      </div>
      <ActiveJournalFilters options={options} choices={choices} />
      <CallsTable
        calls={calls}
        takesNew={!isNarrowed && isFirst}
        mayDownload={mayExport(user)}
        telephones={telephones}
      />
      {calls.length === 0 && !searchedTo && (
        <EmptyState
          icon={PhoneCall}
          title={isNarrowed ? t("nothingFound") : t("emptyTitle")}
          text={isNarrowed ? t("nothingFoundText") : t("emptyText")}
        />
      )}
      {searchedTo && next && (
        <p role="status" className="flex flex-wrap gap-x-2 px-1 py-3 text-sm text-ink-soft">
          {journal("searchedTo", {
            time: format.dateTime(new Date(searchedTo), {
              dateStyle: "medium",
              timeStyle: "short",
            }),
          })}
          <Link href={href({ after: next })} className="text-accent hover:underline">
            {journal("searchOn")}
          </Link>
        </p>
      )}
      {(previous ?? next) && (
        <Pagination
          label={common("pages")}
          summary={journal("onThisPage", { count: calls.length })}
          previous={{
            href: previous && href({ before: previous }),
            label: common("previous"),
          }}
          next={{ href: next && href({ after: next }), label: common("next") }}
        />
      )}
    </>
  );
}
