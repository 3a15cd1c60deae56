/**
 * The beginning of a file, for whoever is to say what is in it, and what its columns are by their headings
 * and by what stands in them.
 */
import PQueue from "p-queue";
import { ceilings } from "#lib/base/limits";
import { processSlot } from "#lib/base/process-slot";
import { guessFormat } from "./guess-format";
import type { FileFormat } from "./import-options";
import { type FileRow, openRows } from "./row-source";
import { type ColumnKind, isPhone, kindOfHeading } from "./columns";

export interface FileSample {
  format: FileFormat;
  /** The first rows, a heading among them. */
  rows: FileRow[];
  /** Rows altogether, a heading among them. */
  total: number;
  guess: ColumnGuess;
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
  const known = format ?? (await guessFormat(path));
  const source = openRows(path, known);
  try {
    const rows = await source.take(sampleRows);
    const total = rows.length + (await source.countRest());
    const guess = guessColumns(rows.map(({ cells }) => cells.map(beginningOf)));
    return { format: known, rows: shortened(rows), total, guess };
  } finally {
    await source.close();
  }
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

interface ColumnGuess {
  /** The first row names the columns. */
  header: boolean;
  columns: ColumnKind[];
}

/** At least so much of a column must look like numbers (addresses) to be taken for them. */
const half = 0.5;

/** @param rows the first rows, as they stand in the file */
export function guessColumns(rows: readonly (readonly string[])[]): ColumnGuess {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const first = rows[0] ?? [];
  const header = rows.length > 0 && isHeader(first);
  const body = header ? rows.slice(1) : rows;
  const told = Array.from({ length: width }, (_, index) =>
    header ? byHeading(first[index] ?? "", columnOf(body, index)) : null,
  );
  const columns = told.map((kind, index) => kind ?? byContent(columnOf(body, index)));
  return { header, columns: withName(columns, told, body) };
}

function columnOf(rows: readonly (readonly string[])[], index: number): string[] {
  return rows.map((row) => row[index]?.trim() ?? "").filter(Boolean);
}

/** Headings are words: neither a number nor an address is among them, and one of them is known. */
function isHeader(row: readonly string[]): boolean {
  const cells = row.map((cell) => cell.trim()).filter(Boolean);
  if (cells.some((cell) => looksLikeNumber(cell) || looksLikeEmail(cell))) return false;
  const known = cells.filter((cell) => kindOfHeading(cell) !== null).length;
  return known >= 2 || (known === 1 && cells.length === 1) || known > cells.length / 2;
}

/** "Номер договора" is a number too, but not a telephone's: what stands below has its say. */
function byHeading(heading: string, cells: string[]): ColumnKind | null {
  const kind = kindOfHeading(heading);
  if (kind === null || cells.length === 0) return kind;
  if (isPhone(kind)) return share(cells, mayBeNumber) >= half ? kind : "skip";
  return kind;
}

function byContent(cells: string[]): ColumnKind {
  if (cells.length === 0) return "skip";
  if (share(cells, looksLikeEmail) >= half) return "email";
  return share(cells, looksLikeNumber) >= half ? "phone" : "skip";
}

/** Without a heading for it, the first column of words holds the names. */
function withName(
  columns: ColumnKind[],
  told: (ColumnKind | null)[],
  body: readonly (readonly string[])[],
): ColumnKind[] {
  if (columns.includes("name") || columns.includes("company")) return columns;
  const place = columns.findIndex(
    (kind, index) =>
      kind === "skip" && told[index] === null && share(columnOf(body, index), isWords) >= half,
  );
  return place === -1 ? columns : columns.with(place, "name");
}

function share(cells: readonly string[], looks: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(looks).length / cells.length;
}

const isWords = (cell: string) => /\p{L}{2}/u.test(cell);
const looksLikeEmail = (cell: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+/.test(cell);
const digitsOf = (cell: string) => cell.replace(/\D/g, "").length;
const isDate = (cell: string) => /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b/.test(cell);
/** Fewer digits are a price or an age. */
const looksLikeNumber = (cell: string) =>
  /^\+?[\d\s()./‐–—-]+/.test(cell) && digitsOf(cell) >= 7 && !isDate(cell);
/** Under a heading that says so, an internal number is one as well. */
const mayBeNumber = (cell: string) =>
  digitsOf(cell) >= 2 && !/\p{L}{4}/u.test(cell.replace(/\([^()]*\)/g, ""));

const slot = processSlot<PQueue>("import-previews");

/** Files wait here for their turn to be looked into: an unpacked spreadsheet takes a lot of memory. */
export function previewQueue(): PQueue {
  if (!slot.peek()) slot.set(new PQueue({ concurrency: ceilings.previews }));
  return slot.get();
}
