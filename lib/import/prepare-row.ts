/** From a row's cells to a contact, or to what is wrong with them. Pure: the preview shows just this. */
import { z } from "zod";
import { foldForSearch } from "#lib/contacts/search-text";
import { parsePhoneNumber, type PhoneNumber } from "#lib/phone-number";
import { isPhone, numberKindOf, type ColumnKind, type NumberLabels } from "./columns";

export const problemReasons = [
  "required",
  "tooLong",
  "tooMany",
  "number",
  "rounded",
  "email",
  "owner",
] as const;
export type ProblemReason = (typeof problemReasons)[number];

export interface Problem {
  /** Index of the column; of a missing name, the first column that could hold one. */
  column: number;
  reason: ProblemReason;
}

export interface PreparedNumber extends PhoneNumber {
  label: string | null;
}

export interface PreparedEmail {
  address: string;
  key: string;
  label: string | null;
}

/** A contact as a row tells it; null and empty where it tells nothing. */
export interface PreparedRow {
  name: string;
  company: string | null;
  note: string | null;
  source: string | null;
  ownerId: string | null;
  doNotCall: boolean | null;
  tags: string[];
  numbers: PreparedNumber[];
  emails: PreparedEmail[];
}

export interface Person {
  id: string;
  name: string;
  email: string;
}

export interface RowMeaning {
  columns: readonly ColumnKind[];
  country: string;
  labels: Partial<NumberLabels>;
  /** Who can own a contact. */
  people: readonly Person[];
}

const longest = {
  name: 200,
  company: 200,
  source: 200,
  note: 5000,
  tag: 50,
  phone: 64,
  email: 254,
};
const mostNumbers = 20;
const yes = /^(?:1|\+|x|х|y|yes|true|да|так)$/i;
const isEmail = (text: string) => z.email().safeParse(text).success;

/** @returns the contact even when there are problems, as far as it could be understood */
export function prepareRow(
  cells: readonly string[],
  meaning: RowMeaning,
): { row: PreparedRow; problems: Problem[] } {
  const problems: Problem[] = [];
  const { columns } = meaning;
  const texts = (kind: ColumnKind) =>
    columns.flatMap((column, index) => {
      const text = column === kind ? clean(cells[index]) : "";
      return text ? [{ text, index }] : [];
    });

  function limited(kind: "name" | "company" | "source" | "note", separator?: string) {
    const found = texts(kind);
    const kept = separator === undefined ? found.slice(0, 1) : found;
    const text = kept.map((one) => one.text).join(separator);
    if (text.length > longest[kind]) problems.push({ column: kept[0]!.index, reason: "tooLong" });
    return text || null;
  }

  const company = limited("company");
  // Address books of companies have rows without a person.
  const name = limited("name", " ") ?? company;
  if (!name) problems.push({ column: Math.max(columns.indexOf("name"), 0), reason: "required" });
  const [doNotCall] = texts("doNotCall");
  const row: PreparedRow = {
    name: name ?? "",
    company,
    note: limited("note", "\n"),
    source: limited("source"),
    ownerId: ownerOf(texts("owner")[0], meaning.people, problems),
    doNotCall: doNotCall ? yes.test(doNotCall.text) : null,
    tags: tagsOf(texts("tags"), problems),
    numbers: numbersOf(cells, meaning, problems),
    emails: emailsOf(texts("email"), problems),
  };
  return { row, problems };
}

interface Told {
  text: string;
  index: number;
}

/** What neither database keeps, and no person typed: NUL, and halves of letters. */
function clean(cell: string | undefined): string {
  return (cell ?? "")
    .replaceAll("\0", "")
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .trim();
}

function ownerOf(told: Told | undefined, people: readonly Person[], problems: Problem[]) {
  if (!told) return null;
  const key = foldForSearch(told.text);
  const found = people.filter(
    ({ name, email }) => foldForSearch(email) === key || foldForSearch(name) === key,
  );
  if (found.length !== 1) problems.push({ column: told.index, reason: "owner" });
  return found.length === 1 ? found[0]!.id : null;
}

function tagsOf(told: Told[], problems: Problem[]): string[] {
  const tags = new Map<string, string>();
  for (const { text, index } of told) {
    for (const tag of text.split(/[,;|\n]/).map((one) => one.trim())) {
      if (tag.length > longest.tag) problems.push({ column: index, reason: "tooLong" });
      if (tag && !tags.has(foldForSearch(tag))) tags.set(foldForSearch(tag), tag);
    }
  }
  return [...tags.values()];
}

function emailsOf(told: Told[], problems: Problem[]): PreparedEmail[] {
  const emails = new Map<string, PreparedEmail>();
  for (const { text, index } of told) {
    for (const address of text.split(/[\s,;|]+/).filter(Boolean)) {
      const wrong = address.length > longest.email || !isEmail(address);
      if (wrong) problems.push({ column: index, reason: "email" });
      const key = foldForSearch(address);
      if (!emails.has(key)) emails.set(key, { address, key, label: null });
    }
  }
  return [...emails.values()];
}

function numbersOf(
  cells: readonly string[],
  { columns, country, labels }: RowMeaning,
  problems: Problem[],
): PreparedNumber[] {
  const numbers = new Map<string, PreparedNumber>();
  for (const [index, column] of columns.entries()) {
    if (!isPhone(column)) continue;
    const kind = numberKindOf(column);
    for (const told of splitNumbers(clean(cells[index]))) {
      const { text, label } = withoutLabel(told);
      const reason = whatIsWrongWith(text);
      if (reason) problems.push({ column: index, reason });
      const number = parsePhoneNumber(text, country);
      const key = keyOf(number);
      if (numbers.has(key)) continue;
      numbers.set(key, { ...number, label: label ?? ((kind && labels[kind]) || null) });
      if (numbers.size === mostNumbers + 1) problems.push({ column: index, reason: "tooMany" });
    }
  }
  return [...numbers.values()];
}

/** One number, however it is spelled; what has no E.164 is compared by its digits. */
export function keyOf({ e164, digits, raw }: PhoneNumber): string {
  return e164 ?? (digits || raw);
}

/** Several numbers in one cell; an extension ("…, доб. 12") is not one of its own. */
function splitNumbers(cell: string): string[] {
  if (rounded.test(cell)) return [cell];
  return cell
    .split(/[;,|/\n]+(?=\s*(?:[^\d+()]{1,40}:\s*)?\+?[\d(][\d\s().-]{4,})/)
    .map((one) => one.trim().replace(/[;,|/]+$/, ""))
    .filter(Boolean);
}

/** "+7 912 000-11-22 (Мария)": what stands behind a number says whose it is. */
function withoutLabel(text: string): { text: string; label: string | null } {
  const match = /^([+\d][\d\s().-]*\d)\s*\(([^()\d]{1,40})\)$/.exec(text);
  return match ? { text: match[1]!, label: match[2]!.trim() } : { text, label: null };
}

/** A spreadsheet that took the number for an amount: its last digits are gone. */
const rounded = /^\d[.,]\d+E\+?\d+$/i;

function whatIsWrongWith(text: string): ProblemReason | null {
  if (rounded.test(text)) return "rounded";
  if (text.length > longest.phone) return "tooLong";
  return text.replace(/\D/g, "").length < 2 ? "number" : null;
}
