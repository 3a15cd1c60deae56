/** Exports the journal as a person may see it: rows of cells, oldest first. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { visibleCalls, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { exportWords, type ExportWords } from "#lib/i18n/export-words";
import type { CallView } from "./call-view";
import { shown, viewsOf, type CallListOptions } from "./queries";

const pageSize = 200;

/** The heading, then a row a call. The loop gives way after each page, so that calls are recorded meanwhile. */
export async function* callRows(
  user: Viewer,
  show: CallListOptions["show"],
  locale: string | null,
): AsyncGenerator<string[]> {
  const words = exportWords(locale);
  yield Object.values(words.calls);
  for (let after = ""; ;) {
    const { calls, next } = await pageOfCalls(user, { show, after });
    for (const call of calls) yield cellsOf(call, words);
    if (next === null) return;
    after = next;
    await nextTurn();
  }
}

/** In the order of the headings in `export.calls`. */
function cellsOf(call: CallView, words: ExportWords): string[] {
  return [
    call.startedAt.slice(0, 19).replace("T", " "),
    words.directions[call.direction],
    call.clientNumber.e164 ?? call.clientNumber.raw,
    call.contact?.name ?? "",
    call.contact?.company ?? "",
    call.disposition ? words.results[call.disposition] : "",
    call.legs.map(({ extension }) => extension).join(", "),
    call.talkSeconds === null ? "" : String(call.talkSeconds),
    call.connection,
    call.trunk ?? "",
  ];
}

/** Calls in the order of their creation, after the call `after`. */
async function pageOfCalls(
  user: Viewer,
  options: { show: CallListOptions["show"]; after: string },
): Promise<{ calls: CallView[]; next: string | null }> {
  const rows = await db().$queryRaw<{ id: string }[]>(sql`
    SELECT c."id" ${visibleCalls(user)} ${shown[options.show]} AND c."id" > ${options.after}
    ORDER BY c."id" LIMIT ${pageSize}`);
  return { calls: await viewsOf(rows), next: rows.length < pageSize ? null : rows.at(-1)!.id };
}

/** How many calls an export has. */
export async function countCalls(user: Viewer, show: CallListOptions["show"]): Promise<number> {
  const [row] = await db().$queryRaw<{ total: number | bigint }[]>(
    sql`SELECT count(*) AS "total" ${visibleCalls(user)} ${shown[show]}`,
  );
  return Number(row?.total ?? 0);
}
