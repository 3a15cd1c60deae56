import { exportWords } from "#lib/export/words";
import { failuresOf } from "./queries";

const page = 500;

/** The rows that did not get in, as they stood in the file, with their line and what is wrong. */
export async function* failureRows(
  importId: string,
  locale: string | null,
): AsyncGenerator<string[]> {
  const { failures: headings, reasons } = exportWords(locale);
  yield [headings.line, headings.column, headings.reason];
  for (let after: string | undefined; ;) {
    const { failures, next } = await failuresOf(importId, { limit: page, after });
    for (const { line, column, reason, cells } of failures) {
      yield [String(line), column, reasonWords(reason, reasons), ...cells];
    }
    if (next === null) return;
    after = next;
  }
}

function reasonWords(reason: string, words: Record<string, string>): string {
  return words[reason] ?? reason;
}
