/** One page of everything that happened with a contact, whichever table it is in. */
import { empty, join, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import type { Viewer } from "#lib/auth/policy";
import { direct, storedTime } from "#lib/db/direct";
import { clientRows } from "#lib/numbers/client-rows";
import { entryKinds } from "./entry-kinds";
import {
  timelineKinds,
  type TimelineCursor,
  type TimelineEntry,
  type TimelineKind,
  type TimelinePage,
} from "./timeline-view";

export const timelinePageSize = 50;

export interface TimelineOptions {
  /** @default all of them */
  kinds?: readonly TimelineKind[];
  /** Entries before this one. @default from the latest */
  before?: TimelineCursor;
  /** @default {@link timelinePageSize} */
  limit?: number;
  /**
   * What is over and done with: no call under way, no open callback, no edit of a field, and notes taken during a
   * call come with the call. For a card, which shows the call and the open callback itself.
   * @default false
   */
  settled?: boolean;
  /** Id of an entry that is left out: a card's own call. */
  except?: string;
}

/**
 * The latest entries, or those before `options.before`. Each table gives at most a page by its own
 * index; so it is as quick for ten thousand calls as for ten.
 *
 * @param user who looks, and may open the contact: the facts of all calls are shown to them, notes and texts
 *   as lib/auth/policy.ts says
 */
export async function timelinePage(
  user: Viewer,
  contactId: string,
  options: TimelineOptions = {},
): Promise<TimelinePage> {
  const { kinds = timelineKinds, limit = timelinePageSize, settled = false } = options;
  const found = await direct().read<{ kind: TimelineKind; id: string }>(sql`
    SELECT "kind", "id" FROM (${join(
      kinds.map((kind) => latest(user, kind, contactId, { ...options, limit, settled })),
      " UNION ALL ",
    )}) AS everything
    ORDER BY "time" DESC, "id" DESC LIMIT ${limit + 1}`);
  const page = found.slice(0, limit);
  const entries = new Map<string, TimelineEntry>();
  await Promise.all(
    kinds.map(async (kind) => {
      const ids = page.flatMap((row) => (row.kind === kind ? [row.id] : []));
      if (ids.length === 0) return;
      for (const entry of await entryKinds[kind].read(ids, { user, settled })) {
        entries.set(entry.id, entry);
      }
    }),
  );
  return {
    entries: page.flatMap(({ id }) => entries.get(id) ?? []),
    more: found.length > limit,
  };
}

function latest(
  user: Viewer,
  kind: TimelineKind,
  contactId: string,
  { before, limit, settled, except }: TimelineOptions & { limit: number },
): Sql {
  const { table, only, settled: isSettled } = entryKinds[kind];
  const at = raw(`"${clientRows[table].time}"`);
  const until = before && storedTime(new Date(before.at));
  // The first condition alone is found by the index; the second is for what happened in one moment.
  const earlier = before
    ? sql`AND ${at} <= ${until} AND (${at} < ${until} OR "id" < ${before.id})`
    : empty;
  const others = except === undefined ? empty : sql`AND "id" <> ${except}`;
  return sql`SELECT * FROM (
    SELECT ${raw(`'${kind}'`)} AS "kind", "id", ${at} AS "time" FROM ${raw(`"${table}"`)}
    WHERE "contactId" = ${contactId} ${only(user)} ${settled ? isSettled : empty} ${earlier} ${others}
    ORDER BY ${at} DESC, "id" DESC LIMIT ${limit + 1}) AS ${raw(`"${kind}s"`)}`;
}
