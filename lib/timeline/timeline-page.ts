/** One page of everything that happened with a contact, whichever table it is in. */
import { empty, join, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { hasRole } from "#lib/auth/roles";
import { callViews } from "#lib/calls/queries";
import type { Viewer } from "#lib/calls/visible-calls";
import { db } from "#lib/db/client";
import { smsInclude, toSmsView } from "#lib/sms/view";
import { readChange } from "./read-change";
import {
  closedReasons,
  timelineKinds,
  type CallbackEntry,
  type TimelineCursor,
  type TimelineEntry,
  type TimelineKind,
  type TimelinePage,
} from "./timeline-view";

export const timelinePageSize = 50;

/** Where each kind is, and by which time it stands in the timeline: its index with the contact begins there. */
const sources: Record<TimelineKind, { table: string; time: string; only: Sql }> = {
  call: { table: `"Call"`, time: `"startedAt"`, only: empty },
  note: { table: `"Note"`, time: `"createdAt"`, only: sql`AND "deletedAt" IS NULL` },
  sms: { table: `"Sms"`, time: `"createdAt"`, only: empty },
  callback: { table: `"Callback"`, time: `"createdAt"`, only: empty },
  change: { table: `"ContactChange"`, time: `"at"`, only: empty },
};

/**
 * The latest entries, or those before `options.before`. Each table gives at most a page by its own
 * index; so it is as quick for ten thousand calls as for ten.
 *
 * @param user who looks: it decides what of it can be edited. Whoever may open the contact may see it all
 * @param options.kinds @default all of them
 */
export async function timelinePage(
  user: Viewer,
  contactId: string,
  options: { kinds?: readonly TimelineKind[]; before?: TimelineCursor } = {},
): Promise<TimelinePage> {
  const { kinds = timelineKinds, before } = options;
  const found = await db().$queryRaw<{ kind: TimelineKind; id: string }[]>`
    SELECT "kind", "id" FROM (${join(
      kinds.map((kind) => part(kind, contactId, before)),
      " UNION ALL ",
    )}) AS everything
    ORDER BY "time" DESC, "id" DESC LIMIT ${timelinePageSize + 1}`;
  const page = found.slice(0, timelinePageSize);
  const entries = new Map<string, TimelineEntry>();
  await Promise.all(
    kinds.map(async (kind) => {
      const ids = page.flatMap((one) => (one.kind === kind ? [one.id] : []));
      if (ids.length === 0) return;
      for (const entry of await readers[kind](ids, user)) entries.set(entry.id, entry);
    }),
  );
  return {
    entries: page.flatMap(({ id }) => entries.get(id) ?? []),
    more: found.length > timelinePageSize,
  };
}

function part(kind: TimelineKind, contactId: string, before: TimelineCursor | undefined): Sql {
  const { table, time, only } = sources[kind];
  const at = raw(time);
  const until = before && new Date(before.at);
  // The first condition alone is found by the index; the second is for what happened in one moment.
  const earlier = before
    ? sql`AND ${at} <= ${until} AND (${at} < ${until} OR "id" < ${before.id})`
    : empty;
  return sql`SELECT * FROM (
    SELECT ${raw(`'${kind}'`)} AS "kind", "id", ${at} AS "time" FROM ${raw(table)}
    WHERE "contactId" = ${contactId} ${only} ${earlier}
    ORDER BY ${at} DESC, "id" DESC LIMIT ${timelinePageSize + 1}) AS ${raw(`"${kind}s"`)}`;
}

type Reader = (ids: string[], user: Viewer) => Promise<TimelineEntry[]>;

const readers: Record<TimelineKind, Reader> = {
  async call(ids) {
    const calls = await callViews(ids);
    return calls.map((call) => ({ kind: "call", id: call.id, at: call.startedAt, call }));
  },
  async note(ids, user) {
    const rows = await db().note.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, text, userId, callId, createdAt, updatedAt }) => ({
      ...{ kind: "note", id, at: createdAt.toISOString() },
      note: {
        ...{ id, text, userId, callId },
        // A note of a call is typed for as long as the call lasts.
        edited: callId === null && updatedAt.getTime() - createdAt.getTime() > 1000,
        editable: userId === user.id || hasRole(user, "manager"),
      },
    }));
  },
  async sms(ids) {
    const rows = await db().sms.findMany({ where: { id: { in: ids } }, include: smsInclude });
    return rows.map(toSmsView).map((sms) => ({ kind: "sms", id: sms.id, at: sms.createdAt, sms }));
  },
  async callback(ids) {
    const rows = await db().callback.findMany({ where: { id: { in: ids } } });
    return rows.map((row) => ({
      ...{ kind: "callback", id: row.id, at: row.createdAt.toISOString() },
      callback: {
        kind: row.kind as CallbackEntry["kind"],
        ...{ note: row.note, missedCount: row.missedCount, attempts: row.attempts },
        dueAt: row.dueAt.toISOString(),
        closed: row.closedAt && {
          ...{ at: row.closedAt.toISOString(), byId: row.closedById },
          reason: closedReasons.find((one) => one === row.closedReason) ?? "done",
        },
      },
    }));
  },
  async change(ids) {
    const rows = await db().contactChange.findMany({ where: { id: { in: ids } } });
    return rows.map((row) => ({
      ...{ kind: "change", id: row.id, at: row.at.toISOString() },
      change: readChange(row),
    }));
  },
};
