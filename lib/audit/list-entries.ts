/** The audit log as it is read, newest first; for administrators. */
import { Temporal } from "temporal-polyfill";
import { db } from "#lib/db/client";
import type { AuditEntry, Prisma } from "#lib/db/generated/sqlite/client";
import type { Changes } from "./changes";
import type { AuditEvent, AuditSubject } from "./events";
import type { AuditOptions } from "./list-options";

export interface EntryView {
  id: string;
  /** ISO 8601; `lastAt` of what is counted. */
  at: string;
  lastAt: string | null;
  count: number;
  event: AuditEvent;
  /** Null: the program itself, or nobody who is signed in. */
  who: { id: string; name: string } | null;
  address: string | null;
  subject: { kind: AuditSubject; id: string | null; name: string | null } | null;
  changes: Changes;
}

type Where = Prisma.AuditEntryWhereInput;

const entriesOfPage = 50;

/**
 * A page of entries.
 * @param after the `next` of the page before
 */
export async function listEntries(
  where: Where,
  { after = null, most = entriesOfPage }: { after?: string | null; most?: number } = {},
): Promise<{ entries: EntryView[]; next: string | null }> {
  const place = after
    ? await db().auditEntry.findUnique({ where: { id: after }, select: { id: true, at: true } })
    : null;
  const beyond: Where = place
    ? { at: { lte: place.at }, OR: [{ at: { lt: place.at } }, { id: { lt: place.id } }] }
    : {};
  const rows = await db().auditEntry.findMany({
    where: { AND: [where, beyond] },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: most + 1,
  });
  const page = rows.slice(0, most);
  return { entries: page.map(viewOf), next: rows.length > most ? page.at(-1)!.id : null };
}

/** All of them, for a file. */
export async function* allEntries(where: Where): AsyncGenerator<EntryView> {
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof listEntries>> = await listEntries(where, {
      after,
      most: 500,
    });
    yield* page.entries;
    if (page.next === null) return;
    after = page.next;
  }
}

export function countEntries(where: Where): Promise<number> {
  return db().auditEntry.count({ where });
}

function viewOf(row: AuditEntry): EntryView {
  const { id, at, lastAt, count, event, userId, userName, address } = row;
  const kind = row.subjectKind as AuditSubject | null;
  return {
    id,
    at: at.toISOString(),
    lastAt: lastAt?.toISOString() ?? null,
    count,
    event: event as AuditEvent,
    who: userId === null ? null : { id: userId, name: userName ?? userId },
    address,
    subject: kind && { kind, id: row.subjectId, name: row.subjectName },
    changes: row.changes === null ? {} : (JSON.parse(row.changes) as Changes),
  };
}

/**
 * The entries that options ask for.
 * @param zone IANA name, in which the days begin
 */
export function entriesOf(options: AuditOptions, zone: string): Prisma.AuditEntryWhereInput {
  const { person, group, from, to, q } = options;
  return {
    ...(person && { userId: person === "nobody" ? null : person }),
    ...(group && { event: { startsWith: `${group}.` } }),
    ...((from ?? to) && {
      at: { ...(from && { gte: startOf(from, zone) }), ...(to && { lt: startOf(to, zone, 1) }) },
    }),
    ...(q && { searchText: { contains: q.toLowerCase() } }),
  };
}

function startOf(date: string, zone: string, later = 0): Date {
  const first = Temporal.PlainDate.from(date).add({ days: later });
  return new Date(first.toZonedDateTime(zone).epochMilliseconds);
}

/** What entries were done to, as far as it is still there: its name, and where it is shown. */
export interface SubjectView {
  /** Null where the entry has none, or its subject is gone. */
  name: string | null;
  href: string | null;
}

const screens: Partial<Record<AuditSubject, string>> = {
  person: "/admin/people",
  outcome: "/admin/outcomes",
  number: "/admin/numbers",
  import: "/contacts/import",
  callback: "/callbacks",
};

/** By the entry's id. A client's name comes from their contact, never from the log. */
export async function subjectsOf(
  entries: readonly EntryView[],
): Promise<Record<string, SubjectView>> {
  const ids = (kind: AuditSubject) =>
    entries.flatMap(({ subject }) => (subject?.kind === kind && subject.id ? [subject.id] : []));
  const [contacts, companies, connections, campaigns] = await Promise.all([
    db().contact.findMany({
      where: { id: { in: ids("contact") }, deletedAt: null },
      select: { id: true, name: true },
    }),
    db().company.findMany({ where: { id: { in: ids("company") } } }),
    db().connection.findMany({ where: { id: { in: ids("connection") }, deletedAt: null } }),
    db().campaign.findMany({ where: { id: { in: ids("campaign") } } }),
  ]);
  const found = new Map<string, SubjectView>([
    ...contacts.map(({ id, name }) => [id, { name, href: `/contacts/${id}` }] as const),
    ...companies.map(({ id, name }) => [id, { name, href: `/companies/${id}` }] as const),
    ...connections.map(({ id, slug, name }) => {
      return [id, { name, href: `/admin/connections/${slug}` }] as const;
    }),
    ...campaigns.map(({ id, name }) => [id, { name, href: `/campaigns/${id}` }] as const),
  ]);
  return Object.fromEntries(
    entries.map(({ id, subject }) => {
      const there = subject?.id ? found.get(subject.id) : undefined;
      const name = subject?.name ?? there?.name ?? null;
      const href = there?.href ?? (subject ? (screens[subject.kind] ?? null) : null);
      return [id, { name, href }];
    }),
  );
}
