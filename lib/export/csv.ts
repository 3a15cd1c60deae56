/** Rows as a file that Excel opens with a double click, and that calculates nothing when it does. */
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";

/**
 * UTF-8 with a byte order mark; semicolons where a comma is in the numbers (Russian, Ukrainian).
 * A cell that a spreadsheet would calculate (`=`, `+`, `-`, `@`, tab …) begins with an apostrophe,
 * and so does one that begins with an apostrophe anyway: the import takes one away.
 */
export function csvStream(rows: AsyncIterable<readonly string[]>, locale: string | null): Readable {
  const format = stringify({
    bom: true,
    delimiter: locale === "ru" || locale === "uk" ? ";" : ",",
    record_delimiter: "\r\n",
    escape_formulas: true,
    cast: { string: (text) => (text.startsWith("'") ? `'${text}` : text) },
  });
  return Readable.from(rows).compose(format) as Readable;
}
