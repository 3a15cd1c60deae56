/** Rows as a file for spreadsheets, that calculates nothing when it is opened. */
import { once } from "node:events";
import { Readable } from "node:stream";
import { stringify, type Options } from "csv-stringify";
import { Worker } from "node:worker_threads";
import { guarded } from "./formula-guard.mjs";
import { projectFile } from "./project-file";

/**
 * The one form of all CSV: UTF-8 with a byte order mark; semicolons where a comma is in the numbers
 * (Russian, Ukrainian). Which separator a computer takes is its own affair: every cell is in quotes, and
 * none begins with what a spreadsheet would calculate after a cut at commas, semicolons or tabs
 * either. The import takes the apostrophes away again.
 */
function formatFor(locale: string | null): Options {
  return {
    bom: true,
    delimiter: locale === "ru" || locale === "uk" ? ";" : ",",
    record_delimiter: "\r\n",
    quoted: true,
    quoted_empty: true,
    cast: { string: guarded },
  };
}

/** @param rows streamed as fast as they are taken */
export function csvStream(
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
  locale: string | null,
): Readable {
  return Readable.from(rows).compose(stringify(formatFor(locale))) as Readable;
}

/** Without the heading; a CSV file has no limit. */
export const mostSheetRows = 50_000;
const chunk = 1_000;

/**
 * An Excel sheet, made in a thread of its own: it is held in memory as a whole. Cells are texts: a spreadsheet calculates none of them, whatever they begin with.
 */
export async function xlsxStream(rows: AsyncIterable<readonly string[]>): Promise<Readable> {
  const worker = new Worker(projectFile("lib", "base", "write-xlsx.mjs"), { execArgv: [] });
  const written = once(worker, "message") as Promise<[Uint8Array]>;
  // A failure surfaces where `written` is awaited below.
  written.catch(() => undefined);
  try {
    let waiting: (readonly string[])[] = [];
    for await (const row of rows) {
      if (waiting.push(row) < chunk) continue;
      worker.postMessage(waiting);
      waiting = [];
    }
    worker.postMessage(waiting);
    worker.postMessage("end");
    const [bytes] = await written;
    return Readable.from([bytes]);
  } finally {
    await worker.terminate();
  }
}
