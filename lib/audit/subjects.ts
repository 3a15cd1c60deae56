/** What entries were done to, as far as it is still there: its name, and where it is shown. */
import { db } from "#lib/db/client";
import type { EntryView } from "./list-entries";
import type { AuditSubject } from "./events";

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
    db().connection.findMany({ where: { id: { in: ids("connection") } } }),
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
