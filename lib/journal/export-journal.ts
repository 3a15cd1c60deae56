/** Exports the journal as it is filtered, for those who reach all calls: rows of cells, oldest first. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { sqltag as sql } from "@prisma/client/runtime/client";
import type { Viewer } from "#lib/auth/policy";
import { headingInZone, localTimes } from "#lib/base/local-time";
import type { CallView } from "#lib/calls/call-view";
import { callViews } from "#lib/calls/queries";
import { db } from "#lib/db/client";
import { exportWords, type ExportWords } from "#lib/i18n/export-words";
import type { JournalView } from "./journal-options";
import { sourceOf } from "./journal-source";
import { callsOfWindow, largestWindow, windowsOf } from "./walk";

const pageSize = 200;

/** The heading, then a row a call. The loop gives way after each page, so that calls are recorded meanwhile. */
export async function* callRows(
  user: Viewer,
  view: JournalView,
  { locale, zone }: { locale: string | null; zone: string },
): AsyncGenerator<string[]> {
  const words = exportWords(locale);
  const timeOf = localTimes(zone);
  const { startedAt, ...others } = words.calls;
  yield [headingInZone(startedAt, zone), ...Object.values(others)];
  for await (const ids of idsOf(user, view)) {
    for (let first = 0; first < ids.length; first += pageSize) {
      const calls = await callViews(ids.slice(first, first + pageSize));
      for (const call of calls) yield [timeOf(call.startedAt), ...cellsOf(call, words)];
      await nextTurn();
    }
  }
}

/** In the order of the headings in `export.calls`, without the first. */
function cellsOf(call: CallView, words: ExportWords): string[] {
  return [
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

/** How many calls an export has. */
export async function countCalls(user: Viewer, view: JournalView): Promise<number> {
  let total = 0;
  for await (const ids of idsOf(user, view)) total += ids.length;
  return total;
}

/** All of the journal's calls, a few thousand at a time. */
async function* idsOf(user: Viewer, view: JournalView): AsyncGenerator<string[]> {
  const source = await sourceOf(user, view);
  const order = sql`ORDER BY c."startedAt", c."id"`;
  const read = async (from: typeof order) => {
    const rows = await db().$queryRaw<{ id: string }[]>(sql`SELECT c."id" ${from} ${order}`);
    return rows.map(({ id }) => id);
  };
  if (source.kind === "listed") {
    yield await read(source.from);
    return;
  }
  const windows = windowsOf({
    stretches: source.stretches,
    direction: "newer",
    firstWindow: largestWindow,
    most: Infinity,
  });
  for await (const { within } of windows) {
    yield await read(sql`${callsOfWindow()} WHERE ${within} ${source.where}`);
    await nextTurn();
  }
}
