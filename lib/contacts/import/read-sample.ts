/**
 * The beginning of a file, for whoever is to say what is in it, and what its columns are by their headings
 * and by what stands in them.
 */
import PQueue from "p-queue";
import { ceilings } from "#lib/base/limits";
import { processSlot } from "#lib/base/process-slot";
import { guessFormat } from "./guess-format";
import type { FileFormat } from "./import-options";
import { isPhone } from "./columns";
import { type ColumnGuess, guessColumns, tableStart } from "./guess-columns";
import { type FileRow, openRows, type SheetName } from "./row-source";

export { guessColumns } from "./guess-columns";

export interface FileSample {
  format: FileFormat;
  /** The first rows, a heading among them. */
  rows: FileRow[];
  /** Rows altogether, a heading among them. */
  total: number;
  guess: ColumnGuess;
  /** Of a workbook, in its order. */
  sheets: SheetName[];
}

const sampleRows = 50;
/** Of all cells of a sample that are kept whole, in characters. */
const mostWhole = 128 * 1024;
/** Of a cell by which columns are guessed, and of those beyond, in characters. */
const beginning = 500;

/**
 * @param format guessed when it is not given
 * @throws {UnreadableFile} also when only its end can't be read: a half is not taken over unasked
 */
export async function readSample(path: string, format?: FileFormat): Promise<FileSample> {
  const guessed = format ?? (await guessFormat(path));
  const sheets = guessed.kind === "xlsx" ? await sheetsOf(path, guessed) : [];
  const known = format ?? (await withSheet(path, guessed, sheets));
  const source = openRows(path, known);
  try {
    const taken = await source.take(sampleRows);
    const skip = format ? 0 : tableStart(cellsOf(taken));
    const rows = taken.slice(skip);
    const total = rows.length + (await source.countRest());
    const guess = guessColumns(cellsOf(rows));
    const sample = { rows: shortened(rows), total, guess, sheets };
    return { ...sample, format: skip > 0 ? { ...known, skip } : known };
  } finally {
    await source.close();
  }
}

const cellsOf = (rows: readonly FileRow[]) => rows.map(({ cells }) => cells.map(beginningOf));

async function sheetsOf(path: string, format: FileFormat): Promise<SheetName[]> {
  const source = openRows(path, format);
  try {
    return await source.sheets();
  } finally {
    await source.close();
  }
}

/** More sheets are not looked into: each is unpacked anew. */
const mostSheets = 6;

/** The first sheet that looks like a table of contacts, else the first that people see; hidden ones come last. */
async function withSheet(
  path: string,
  format: FileFormat,
  sheets: readonly SheetName[],
): Promise<FileFormat> {
  if (format.kind !== "xlsx" || sheets.length < 2) return format;
  const inOrder = [...sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden));
  for (const { name: sheet } of inOrder.slice(0, mostSheets)) {
    const source = openRows(path, { ...format, sheet });
    try {
      const rows = cellsOf(await source.take(sampleRows));
      const { header, columns } = guessColumns(rows.slice(tableStart(rows)));
      const reachable = columns.some((kind) => kind === "email" || isPhone(kind));
      if (header && reachable) return { ...format, sheet };
    } finally {
      await source.close();
    }
  }
  return { ...format, sheet: inOrder[0]!.name };
}

const beginningOf = (cell: string) => cell.slice(0, beginning);

/** The preview finds what is too long by itself; nobody needs more than the beginning of many such cells. */
function shortened(rows: readonly FileRow[]): FileRow[] {
  let left = mostWhole;
  function shorten(cell: string): string {
    const kept = cell.length <= left ? cell : beginningOf(cell);
    left -= kept.length;
    return kept;
  }
  return rows.map(({ line, cells }) => ({ line, cells: cells.map(shorten) }));
}

const slot = processSlot<PQueue>("import-previews");

/** Files wait here for their turn to be looked into: an unpacked spreadsheet takes a lot of memory. */
export function previewQueue(): PQueue {
  if (!slot.peek()) slot.set(new PQueue({ concurrency: ceilings.previews }));
  return slot.get();
}
