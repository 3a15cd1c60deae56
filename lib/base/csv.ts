/** Rows as a file that Excel opens with a double click, and that calculates nothing when it does. */
import { Readable } from "node:stream";
import { stringify, type Options } from "csv-stringify";
import { guarded } from "./formula-guard.mjs";

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
