"use client";

import { ScrollText } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Link } from "#components/ui/link";
import { EmptyState } from "#components/ui/page";
import { Cell, Header, Pagination, Row, Table } from "#components/ui/table";
import type { EntryView, SubjectView } from "#lib/audit/list-entries";
import { auditQuery, type AuditOptions } from "#lib/audit/list-options";
import type { PersonName } from "#lib/people/queries";
import { EntryDetails, useEntryWords } from "./audit-entry";

interface AuditListProps {
  entries: EntryView[];
  /** By the entry's id. */
  subjects: Record<string, SubjectView>;
  people: readonly PersonName[];
  options: AuditOptions;
  place: { after: string | null; next: string | null };
  /** IANA name: times are those of the company, as the days of the filter are. */
  zone: string;
}

/** A page of entries, newest first, or why there is none. */
export function AuditList(props: AuditListProps) {
  const { entries, subjects, options, place } = props;
  const t = useTranslations("audit");
  if (entries.length === 0) {
    return (
      <div className="rounded-xl border border-line bg-surface">
        <EmptyState icon={ScrollText} title={t("empty.title")} text={t("empty.text")} />
      </div>
    );
  }
  const href = (after: string | null) => {
    const query = auditQuery({ ...options, after });
    return query ? `/audit?${query}` : "/audit";
  };
  return (
    <>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Header>{t("columns.when")}</Header>
            <Header className="hidden @min-[36rem]:table-cell">{t("columns.who")}</Header>
            <Header>{t("columns.what")}</Header>
            <Header className="hidden @min-[36rem]:table-cell">{t("columns.subject")}</Header>
            <Header className="hidden @min-[46rem]:table-cell">{t("columns.address")}</Header>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              subject={subjects[entry.id] ?? { name: null, href: null }}
              {...props}
            />
          ))}
        </tbody>
      </Table>
      {(place.after ?? place.next) && (
        <Pagination
          label={t("pages.label")}
          summary=""
          previous={{ href: place.after && href(null), label: t("pages.first") }}
          next={{ href: place.next && href(place.next), label: t("pages.next") }}
        />
      )}
    </>
  );
}

type EntryRowProps = Pick<AuditListProps, "people" | "zone"> & {
  entry: EntryView;
  subject: SubjectView;
};

function EntryRow({ entry, subject, people, zone }: EntryRowProps) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const words = useEntryWords(people);
  const time = (iso: string) =>
    format.dateTime(new Date(iso), { dateStyle: "short", timeStyle: "medium", timeZone: zone });
  const who = words.who(entry);
  const what = words.event(entry);
  const named = <SubjectName entry={entry} subject={subject} words={words.subject} />;
  return (
    <Row>
      <Cell className="align-top">
        <time dateTime={entry.at} className="figures text-ink-soft">
          {time(entry.at)}
        </time>
      </Cell>
      <Cell className="hidden align-top font-medium @min-[36rem]:table-cell">{who}</Cell>
      <Cell className="align-top">
        <span className="block font-medium @min-[36rem]:hidden">{who}</span>
        <EntryDetails what={what} changes={entry.changes} words={words} />
        {entry.count > 1 && entry.lastAt && (
          <span className="block text-xs text-ink-soft">
            {t("times", { count: entry.count, until: time(entry.lastAt) })}
          </span>
        )}
        <span className="block text-sm @min-[36rem]:hidden">{named}</span>
        <span className="figures block text-xs text-ink-soft @min-[46rem]:hidden">
          {entry.address}
        </span>
      </Cell>
      <Cell className="hidden max-w-64 align-top @min-[36rem]:table-cell">{named}</Cell>
      <Cell className="figures hidden align-top text-ink-soft @min-[46rem]:table-cell">
        {entry.address}
      </Cell>
    </Row>
  );
}

function SubjectName({
  entry,
  subject,
  words,
}: {
  entry: EntryView;
  subject: SubjectView;
  words: (entry: EntryView, subject: SubjectView) => { kind: string; name: string } | null;
}) {
  const named = words(entry, subject);
  if (!named) return null;
  return (
    <>
      <span className="block text-xs text-ink-soft">{named.kind}</span>
      {subject.href ? (
        <Link href={subject.href} className="block truncate text-accent hover:underline">
          {named.name}
        </Link>
      ) : (
        <span className="block truncate">{named.name}</span>
      )}
    </>
  );
}
