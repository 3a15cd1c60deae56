/** The journal as somebody may see it, row by row. */
import { setImmediate as turn } from "node:timers/promises";
import type { CallListOptions } from "#lib/calls/list-options";
import { exportedCalls } from "#lib/calls/exported-calls";
import type { Viewer } from "#lib/calls/visible-calls";
import type { CallView } from "#lib/realtime/events";
import { exportWords, type ExportWords } from "./words";

/** The oldest first, with a heading. */
export async function* callRows(
  user: Viewer,
  show: CallListOptions["show"],
  locale: string | null,
): AsyncGenerator<string[]> {
  const words = exportWords(locale);
  yield Object.values(words.calls);
  for (let after = ""; ;) {
    const { calls, next } = await exportedCalls(user, { show, after });
    for (const call of calls) yield cellsOf(call, words);
    if (next === null) return;
    after = next;
    await turn();
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
