import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { exportWords } from "#lib/i18n/export-words";
import type { ImportState } from "./import-options";

export interface ImportView {
  id: string;
  fileName: string;
  state: ImportState;
  /** Rows of the file, without its heading. */
  total: number;
  position: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  /** Fields of rows that went in without them. */
  leftOut: number;
  by: string | null;
  startedAt: string;
  /** Of an import that was undone: what was touched since, and so stayed. */
  kept: number | null;
}

export interface FailureView {
  line: number;
  column: string;
  reason: string;
  cells: string[];
}

const shown = 20;
const include = { user: { select: { name: true } } } as const;

/** The last imports, newest first. */
export async function listImports(): Promise<ImportView[]> {
  const rows = await db().contactImport.findMany({
    orderBy: { startedAt: "desc" },
    take: shown,
    include,
  });
  return Promise.all(rows.map(toView));
}

export async function getImport(id: string): Promise<ImportView | null> {
  const row = await db().contactImport.findUnique({ where: { id }, include });
  return row && toView(row);
}

type Row = Prisma.ContactImportGetPayload<{ include: typeof include }>;

async function toView(row: Row): Promise<ImportView> {
  const { id, fileName, total, position, created, updated, skipped, failed } = row;
  const state = row.state as ImportState;
  return {
    id,
    fileName,
    state,
    total,
    position,
    created,
    updated,
    skipped,
    failed,
    by: row.user?.name ?? null,
    startedAt: row.startedAt.toISOString(),
    leftOut: Math.max(0, (await reportedOf(id)) - failed),
    kept: state === "undone" ? await keptOf(id, created, updated) : null,
  };
}

const reportedOf = (importId: string) => db().importFailure.count({ where: { importId } });

/** Undoing leaves its own mark on each contact it takes back. */
async function keptOf(importId: string, created: number, updated: number): Promise<number> {
  const [changed, back] = await Promise.all([
    updated === 0
      ? []
      : db().contactChange.findMany({
          where: { importId, kind: "imported", fields: { not: null } },
          distinct: ["contactId"],
          select: { contactId: true },
        }),
    db().contactChange.count({ where: { importId, kind: { in: ["deleted", "edited"] } } }),
  ]);
  return Math.max(0, created + changed.length - back);
}

/** The rows that did not get in, in the file's order, from one line on. */
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
