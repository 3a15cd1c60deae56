/** What the columns of a file are, by their headings and by what stands in them. */
import { visibleText } from "#lib/numbers/number-text";
import { readNumbers } from "#lib/numbers/read-numbers";
import {
  type ColumnKind,
  isDate,
  isPhone,
  kindOfHeading,
  saysPhone,
  wordsOfHeading,
} from "./columns";
import { isMonthFirst } from "./date-order";
import { areIdentifiers } from "./identifiers";
import { knownExport, type KnownProgram } from "./known-programs";

export interface ColumnGuess {
  /** The first row names the columns. */
  header: boolean;
  columns: ColumnKind[];
  /** Whose export it is, when its headings say so. */
  program: KnownProgram | null;
  /** In dates with slashes the month comes first. */
  monthFirst: boolean;
}

/** At least so much of a column must look like numbers (addresses) to be taken for them. */
const half = 0.5;

/** @param rows the first rows, as they stand in the file */
export function guessColumns(rows: readonly (readonly string[])[]): ColumnGuess {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const first = rows[0] ?? [];
  const known = knownExport(first);
  if (known) {
    const rest = Array.from({ length: width - first.length }, (): ColumnKind => "skip");
    const columns = [...known.columns, ...rest];
    const monthFirst = isMonthFirst(dateCells(rows.slice(1), columns), known.isAmerican);
    return { header: true, columns, program: known.program, monthFirst };
  }
  const header = rows.length > 0 && isHeader(first);
  const body = header ? rows.slice(1) : rows;
  const told = Array.from({ length: width }, (_, index) =>
    header ? byHeading(first[index] ?? "", columnOf(body, index)) : null,
  );
  const columns = told.map((kind, index) => kind ?? byContent(columnOf(body, index)));
  const headings = header ? first : [];
  const named = withOneName(withName(columns, told, body), headings);
  const monthFirst = isMonthFirst(dateCells(body, named), false);
  return { header, columns: named, program: null, monthFirst };
}

/** What stands in the columns of dates. */
export function dateCells(
  rows: readonly (readonly string[])[],
  columns: readonly ColumnKind[],
): string[] {
  const dates = columns.flatMap((kind, at) => (isDate(kind) ? [at] : []));
  return dates.flatMap((at) => columnOf(rows, at));
}

/** Titles above the headings are not looked for any deeper. */
const deepest = 15;

/** How many rows stand above the table: a title, the date of the export, an empty frame. */
export function tableStart(rows: readonly (readonly string[])[]): number {
  if (rows.length === 0 || knownExport(rows[0]!)) return 0;
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== "").length;
  const at = rows.slice(0, deepest).findIndex((row) => filled(row) >= 2 && isHeader(row));
  const above = rows.slice(0, Math.max(at, 0));
  if (
    at > 0 &&
    above.every((row) => !row.some(looksLikeNumber) && filled(row) < filled(rows[at]!))
  ) {
    return at;
  }
  return 0;
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
  if (kind === "name" && share(cells, looksLikeNumber) >= half) return byContent(cells);
  if (!isPhone(kind)) return kind;
  const looks = saysPhone(heading) ? mayBeNumber : looksLikeTelephone;
  return share(cells, looks) >= half && !areOtherDigits(cells, heading) ? kind : "skip";
}

function byContent(cells: string[]): ColumnKind {
  if (cells.length === 0) return "skip";
  if (share(cells, looksLikeEmail) >= half) return "email";
  const isPhones = share(cells, looksLikeTelephone) >= half && !areOtherDigits(cells, "");
  return isPhones ? "phone" : "skip";
}

/** Under a heading that says telephone nobody writes tax numbers; elsewhere their check digits tell them. */
const areOtherDigits = (cells: readonly string[], heading: string) =>
  !saysPhone(heading) && areIdentifiers(cells);

/** The company's name stands beside its person's; parts of a name beside the whole say nothing more. */
function withOneName(columns: ColumnKind[], headings: readonly string[]): ColumnKind[] {
  const names = columns.flatMap((kind, at) => (kind === "name" ? [at] : []));
  if (names.length < 2) return columns;
  const said = headings.map(wordsOfHeading);
  const things = names.filter((at) => thing.test(said[at] ?? ""));
  const hasCompany = columns.includes("company");
  const whole = names.find((at) => wholeName.test(said[at] ?? ""));
  return columns.map((kind, at) => {
    if (kind !== "name") return kind;
    if (things.length < names.length && things.includes(at)) return hasCompany ? "skip" : "company";
    return whole !== undefined && at !== whole && partOfName.test(said[at] ?? "") ? "skip" : kind;
  });
}

const thing = /наименован|найменуван|^назва|^названи/;
const wholeName = /^(?:full name|фио|ф и о|піб|п і б|полное имя|повне ім я|name)$/;
const partOfName =
  /first|last|middle|given|family|nick|имя|фамил|отчеств|прізвищ|^ім я|по батькові|surname/;

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
const looksLikeDate = (cell: string) => /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b/.test(cell);
/** Fewer digits are a price or an age. */
const looksLikeNumber = (cell: string) =>
  /^\+?[\d\s()./‐–—-]+/.test(visibleText(cell)) && digitsOf(cell) >= 7 && !looksLikeDate(cell);
/** A number that some plan people use here knows, or one of a town, as it is written. */
const looksLikeTelephone = (cell: string) =>
  looksLikeNumber(cell) &&
  (/^\(?\d{2,3}\)?[ -]\d{2}[ -]\d{2}$/.test(cell) ||
    homes.some((country) => readNumbers(cell, country).some(({ e164 }) => e164 !== null)));
const homes = ["RU", "UA", "BY"];
/** Under a heading that says so, an internal number is one as well. */
const mayBeNumber = (cell: string) =>
  digitsOf(cell) >= 2 && !/\p{L}{4}/u.test(cell.replace(/\([^()]*\)/g, ""));
