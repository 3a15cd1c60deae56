/** The rows that did not get in as they stood in the file: to be put right, and imported again. */
import { db } from "#lib/db/client";
import { exportWords, type ExportWords } from "#lib/i18n/export-words";
import { locales } from "#lib/i18n/locales";
import type { ColumnKind } from "./columns";
import { fieldOf, numberKindOf } from "./columns";
import { storedOptions, type StoredOptions } from "./import-options";

export interface FailureView {
  line: number;
  /** Empty where it is about the whole row. */
  column: string;
  reason: string;
  cells: string[];
}

/** All that is to be said of one row of the file. */
export interface ProblemRow {
  line: number;
  cells: string[];
  problems: { column: string; reason: string }[];
}

/** What is to be said of rows, in the file's order, from one entry on. */
export async function failuresOf(
  importId: string,
  options: { limit: number; after?: string },
): Promise<{ failures: FailureView[]; next: string | null }> {
  const rows = await db().importFailure.findMany({
    where: { importId, ...(options.after && { id: { gt: options.after } }) },
    orderBy: { id: "asc" },
    take: options.limit,
  });
  const failures = rows.map(({ line, column, reason, row }) => {
    return { line, column, reason, cells: cellsOf(row) };
  });
  return { failures, next: rows.length < options.limit ? null : (rows.at(-1)?.id ?? null) };
}

/** A very long row was cut when it was kept. */
function cellsOf(row: string): string[] {
  try {
    return JSON.parse(row) as string[];
  } catch {
    return [row];
  }
}

const page = 500;

/** Each row once, however much there is to say of it. */
export async function* problemsOf(importId: string): AsyncGenerator<ProblemRow> {
  let row = null as ProblemRow | null;
  for (let after: string | undefined; ;) {
    const { failures, next } = await failuresOf(importId, { limit: page, after });
    for (const { line, cells, ...problem } of failures) {
      if (row?.line === line) {
        row.problems.push(problem);
        continue;
      }
      if (row) yield row;
      row = { line, cells, problems: [problem] };
    }
    if (next === null) break;
    after = next;
  }
  if (row) yield row;
}

/** In the file's own columns; the last one says in the reader's language what is wrong. */
export async function* problemRows(
  importId: string,
  locale: string | null,
): AsyncGenerator<string[]> {
  const words = exportWords(locale);
  const { options } = await db().contactImport.findUniqueOrThrow({ where: { id: importId } });
  const headings = headingsOf(storedOptions.parse(JSON.parse(options)), words);
  // Of a file of problems that was imported again: what is said of it now takes the place.
  const kept = headings.flatMap((heading, at) => (saidBefore.has(heading.trim()) ? [] : [at]));
  yield [...kept.map((at) => headings[at]!), words.problems.heading];
  for await (const { cells, problems } of problemsOf(importId)) {
    const said = problems.map((problem) => problemWords(problem, words));
    yield [...kept.map((at) => cells[at] ?? ""), said.join("; ")];
  }
}

const saidBefore = new Set(locales.map((locale) => exportWords(locale).problems.heading));

/** A file without a heading gets words by which its columns are known again. */
function headingsOf({ headings = [], columns }: StoredOptions, words: ExportWords): string[] {
  const width = Math.max(headings.length, columns.length);
  return Array.from({ length: width }, (_, at) => {
    const kind = columns[at];
    return headings[at] ?? (kind && headings.length === 0 ? headingOf(kind, words) : "");
  });
}

function headingOf(kind: ColumnKind, { fields, problems }: ExportWords): string {
  const numberKind = numberKindOf(kind);
  if (numberKind) return problems.numbers[numberKind];
  const field = fieldOf(kind);
  return field ? fields[field] : "";
}

export function problemWords(
  { column, reason }: ProblemRow["problems"][number],
  { reasons }: ExportWords,
): string {
  const text = (reasons as Record<string, string>)[reason] ?? reason;
  return column ? `${column}: ${text}` : text;
}
