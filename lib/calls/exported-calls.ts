import { sqltag as sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import type { CallView } from "#lib/realtime/events";
import type { CallListOptions } from "./list-options";
import { viewsOf } from "./queries";
import { shown, visibleCalls, type Viewer } from "./visible-calls";

const page = 200;

/** A journal's calls in the order of their creation, from one on. */
export async function exportedCalls(
  user: Viewer,
  options: { show: CallListOptions["show"]; after: string },
): Promise<{ calls: CallView[]; next: string | null }> {
  const rows = await db().$queryRaw<{ id: string }[]>(sql`
    SELECT c."id" ${visibleCalls(user)} ${shown[options.show]} AND c."id" > ${options.after}
    ORDER BY c."id" LIMIT ${page}`);
  return { calls: await viewsOf(rows), next: rows.length < page ? null : rows.at(-1)!.id };
}

export async function countCalls(user: Viewer, show: CallListOptions["show"]): Promise<number> {
  const [row] = await db().$queryRaw<{ total: number | bigint }[]>(
    sql`SELECT count(*) AS "total" ${visibleCalls(user)} ${shown[show]}`,
  );
  return Number(row?.total ?? 0);
}
