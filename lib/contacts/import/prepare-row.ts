/** From a row's cells to a contact, or to what is wrong with them. Pure: the preview shows just this. */
import { z } from "zod";
import { foldForSearch } from "#lib/search/search-text";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { wellFormed } from "#lib/providers/kit/well-formed";
import { numberKey, type ContactState, type EmailEntry, type NumberEntry } from "../contact-state";
import {
  contactFields,
  fieldNames,
  mostEntries,
  type ContactField,
  type FieldKind,
  type FieldOf,
} from "../fields";
import type { PossibleOwner } from "../field-choices";
import { parsePartialDate, storedDate } from "../partial-date";
import { fieldOf, numberKindOf, type ColumnKind, type NumberLabels } from "./columns";
import { longestCell } from "./file-limits.mjs";
import { numbersIn, problemOfNumber } from "./numbers-in-cell";

export const problemReasons = [
  "required",
  "tooLong",
  "tooMany",
  "number",
  "rounded",
  "email",
  "owner",
  "date",
] as const;
export type ProblemReason = (typeof problemReasons)[number];

export interface Problem {
  /** Index of the column; of a missing name, the first column that could hold one. */
  column: number;
  reason: ProblemReason;
}

/** A contact as a row has it; null and empty where it says nothing. */
export type PreparedRow = Omit<ContactState, FieldOf<"flag">> &
  Record<FieldOf<"flag">, boolean | null>;

export interface RowMeaning {
  columns: readonly ColumnKind[];
  country: string;
  labels: Partial<NumberLabels>;
  /** Who can own a contact. */
  people: readonly PossibleOwner[];
}

/** What stands in the cells of one field's columns. */
interface Cell {
  text: string;
  column: number;
}

interface Reading {
  cells: readonly Cell[];
  /** The longest text the field takes. */
  most: number;
  meaning: RowMeaning;
  report: (column: number, reason: ProblemReason) => void;
}

/** @returns the contact even when there are problems, as far as it could be understood */
export function prepareRow(
  cells: readonly string[],
  meaning: RowMeaning,
): { row: PreparedRow; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (column: number, reason: ProblemReason) => problems.push({ column, reason });
  const byField = new Map<ContactField, Cell[]>();
  for (const [column, kind] of meaning.columns.entries()) {
    const field = fieldOf(kind);
    if (!field) continue;
    const cell = cells[column] ?? "";
    // Before any pattern sees it; its row is refused.
    if (cell.length > longestCell) report(column, "tooLong");
    const text = clean(cell.slice(0, longestCell));
    if (text) byField.set(field, [...(byField.get(field) ?? []), { text, column }]);
  }
  const values = fieldNames.map((field) => {
    const { kind, most } = { most: 0, ...contactFields[field] };
    const found = byField.get(field) ?? [];
    return [field, readers[kind]({ cells: found, most, meaning, report })];
  });
  const row = Object.fromEntries(values) as unknown as PreparedRow;
  // Address books of companies have rows without a person.
  row.name ||= row.company ?? "";
  if (!row.name) report(Math.max(meaning.columns.indexOf("name"), 0), "required");
  return { row, problems };
}

/** What neither database keeps, and no person typed: NUL, and halves of letters. */
function clean(cell: string): string {
  return wellFormed(cell.replaceAll("\0", "")).trim();
}

const yes = /^(?:1|\+|x|х|y|yes|true|да|так)$/i;
const email = z.email();

const readers: Record<FieldKind, (reading: Reading) => unknown> = {
  name: (reading) => textOf(reading, " ") ?? "",
  text: (reading) => textOf({ ...reading, cells: reading.cells.slice(0, 1) }),
  company: (reading) => textOf({ ...reading, cells: reading.cells.slice(0, 1) }),
  longText: (reading) => textOf(reading, "\n"),
  flag: ({ cells: [cell] }) => (cell ? yes.test(cell.text) : null),
  date: dateOf,
  person: ownerOf,
  tags: tagsOf,
  emails: emailsOf,
  numbers: numbersOf,
};

function textOf({ cells, most, report }: Reading, separator = ""): string | null {
  const text = cells.map((cell) => cell.text).join(separator);
  if (text.length > most) report(cells[0]!.column, "tooLong");
  return text || null;
}

function dateOf({ cells: [cell], report }: Reading): string | null {
  if (!cell) return null;
  const date = parsePartialDate(cell.text);
  if (!date) report(cell.column, "date");
  return date && storedDate(date);
}

function ownerOf({ cells: [cell], meaning, report }: Reading): string | null {
  if (!cell) return null;
  const key = foldForSearch(cell.text);
  const found = meaning.people.filter(
    ({ name, email }) => foldForSearch(email) === key || foldForSearch(name) === key,
  );
  if (found.length !== 1) report(cell.column, "owner");
  return found.length === 1 ? found[0]!.id : null;
}

/** More entries of one row are not looked at, doubles included. */
const mostWritten = 10 * mostEntries;

interface Written<T> {
  entry: T;
  column: number;
}

/** The entries of a list as they stand in its cells, one by one; a cell longer than all of them is left out. */
function* writtenIn<T>(
  { cells, most, report }: Reading,
  split: (cell: string) => readonly T[],
): Generator<Written<T>, void> {
  let left = mostWritten;
  for (const { text, column } of cells) {
    if (text.length > (mostEntries + 1) * (most + 1)) {
      report(column, "tooLong");
      continue;
    }
    for (const entry of split(text)) {
      if (left === 0) return report(column, "tooMany");
      left -= 1;
      yield { entry, column };
    }
  }
}

function tagsOf(reading: Reading): string[] {
  const { most, report } = reading;
  const tags = new Map<string, string>();
  for (const { entry, column } of writtenIn(reading, (cell) => cell.split(/[,;|\n]/))) {
    const tag = entry.trim();
    if (tag.length > most) report(column, "tooLong");
    const key = foldForSearch(tag);
    if (!tag || tags.has(key)) continue;
    tags.set(key, tag);
    if (isOneTooMany(tags, column, report)) break;
  }
  return [...tags.values()];
}

function emailsOf(reading: Reading): EmailEntry[] {
  const { most, report } = reading;
  const emails = new Map<string, EmailEntry>();
  for (const { entry: address, column } of writtenIn(reading, addressesIn)) {
    if (address.length > most || !email.safeParse(address).success) report(column, "email");
    const key = foldForSearch(address);
    if (emails.has(key)) continue;
    emails.set(key, { address, key, label: null });
    if (isOneTooMany(emails, column, report)) break;
  }
  return [...emails.values()];
}

const addressesIn = (cell: string) => cell.split(/[\s,;|]+/).filter(Boolean);

function numbersOf(reading: Reading): NumberEntry[] {
  const { most, meaning, report } = reading;
  const numbers = new Map<string, NumberEntry>();
  for (const { entry, column } of writtenIn(reading, numbersIn)) {
    const kind = numberKindOf(meaning.columns[column]!);
    const { text, label } = entry;
    const problem = problemOfNumber(text, most);
    if (problem) report(column, problem);
    const number = parsePhoneNumber(text, meaning.country);
    const key = numberKey(number);
    if (numbers.has(key)) continue;
    numbers.set(key, { ...number, label: label ?? ((kind && meaning.labels[kind]) || null) });
    if (isOneTooMany(numbers, column, report)) break;
  }
  return [...numbers.values()];
}

function isOneTooMany(
  entries: ReadonlyMap<string, unknown>,
  column: number,
  report: Reading["report"],
): boolean {
  if (entries.size <= mostEntries) return false;
  report(column, "tooMany");
  return true;
}
