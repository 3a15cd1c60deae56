/** From a row's cells to a contact, or to what is wrong with them. Pure: the preview shows just this. */
import { foldForSearch } from "#lib/search/search-text";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { wellFormed } from "#lib/providers/kit/well-formed";
import type { ContactState } from "../contact-state";
import {
  contactFields,
  fieldNames,
  type ContactField,
  type FieldKind,
  type FieldOf,
} from "../fields";
import { parsePartialDate, storedDate } from "../partial-date";
import { fieldOf } from "./columns";
import { longestCell } from "./file-limits.mjs";
import { emailsOf, numbersOf, tagsOf } from "./read-entries";
import type { Cell, Problem, ProblemReason, Reading, RowMeaning } from "./row-reading";

export { refusalAmong, refuses } from "./row-reading";
export type { ProblemReason, RowMeaning } from "./row-reading";

/** A contact as a row has it; null and empty where it says nothing. */
export type PreparedRow = Omit<ContactState, FieldOf<"flag">> &
  Record<FieldOf<"flag">, boolean | null>;

/** @returns the contact even when there are problems, as far as it could be understood */
export function prepareRow(
  cells: readonly string[],
  meaning: RowMeaning,
): { row: PreparedRow; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (column: number, reason: ProblemReason) => {
    const isTold = problems.some((one) => one.column === column && one.reason === reason);
    if (!isTold) problems.push({ column, reason });
  };
  const byField = new Map<ContactField, Cell[]>();
  let label = "";
  for (const [column, kind] of meaning.columns.entries()) {
    if (kind === "label") label = clean((cells[column] ?? "").slice(0, longestCell));
    const field = fieldOf(kind);
    if (!field) continue;
    const cell = cells[column] ?? "";
    // Before any pattern sees it; its row is refused.
    if (cell.length > longestCell) report(column, "tooLong");
    const text = clean(cell.slice(0, longestCell));
    if (text) byField.set(field, [...(byField.get(field) ?? []), { text, column, label }]);
    label = "";
  }
  const values = fieldNames.map((field) => {
    const { kind, most } = { most: 0, ...contactFields[field] };
    const found = byField.get(field) ?? [];
    return [field, readers[kind]({ cells: found, most, meaning, report })];
  });
  const row = Object.fromEntries(values) as unknown as PreparedRow;
  // Address books of companies have rows without a person.
  row.name ||= row.company ?? "";
  row.name ||= formatPhoneNumber(row.numbers[0] ?? { raw: "", e164: null });
  row.name ||= row.emails[0]?.address ?? "";
  if (!row.name) report(Math.max(meaning.columns.indexOf("name"), 0), "required");
  return { row, problems };
}

/** What neither database keeps, and no person typed: NUL, and halves of letters. */
function clean(cell: string): string {
  return wellFormed(cell.replaceAll("\0", "")).trim();
}

const yes = /^(?:1|\+|x|х|y|yes|true|да|так)$/i;

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

function dateOf({ cells: [cell], meaning, report }: Reading): string | null {
  // Outlook writes this where there is none.
  if (!cell || cell.text === "0/0/00") return null;
  const date = parsePartialDate(cell.text, meaning);
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
