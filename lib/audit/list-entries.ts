/** The audit log as it is read, newest first; for administrators. */
import { db } from "#lib/db/client";
import type { AuditEntry, Prisma } from "#lib/db/generated/sqlite/client";
import type { Changes } from "./changes";
import type { AuditEvent, AuditSubject } from "./events";

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

export const entriesOfPage = 50;

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
