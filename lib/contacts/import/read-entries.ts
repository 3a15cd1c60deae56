/** Fields that hold several things: a row's tags, addresses and numbers. */
import { z } from "zod";
import { purposeOf } from "#lib/numbers/number-words";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { foldForSearch } from "#lib/search/search-text";
import { numberKey, type EmailEntry, type NumberEntry } from "../contact-state";
import { longestLabel, mostEntries } from "../fields";
import { numberKindOf } from "./columns";
import { numbersIn, problemOfNumber, type WrittenNumber } from "./numbers-in-cell";
import type { Reading } from "./row-reading";

const email = z.email();

/** More entries of one row are not looked at, doubles included. */
const mostWritten = 10 * mostEntries;

interface Written<T> {
  entry: T;
  column: number;
  label: string;
}

/** The entries of a list as they stand in its cells, one by one; a cell longer than all of them is left out. */
function* writtenIn<T>(
  { cells, most, report }: Reading,
  split: (cell: string) => readonly T[],
): Generator<Written<T>, void> {
  let left = mostWritten;
  for (const { text, column, label } of cells) {
    if (text.length > (mostEntries + 1) * (most + 1)) {
      report(column, "tooLong");
      continue;
    }
    for (const entry of split(text)) {
      if (left === 0) return report(column, "tooMany");
      left -= 1;
      yield { entry, column, label };
    }
  }
}

export function tagsOf(reading: Reading): string[] {
  const { most, report } = reading;
  const tags = new Map<string, string>();
  for (const { entry, column } of writtenIn(reading, tagsIn)) {
    const tag = entry.trim();
    if (tag.length > most) report(column, "tooLong");
    const key = foldForSearch(tag);
    if (!tag || tags.has(key)) continue;
    tags.set(key, tag);
    if (isOneTooMany(tags, column, report)) break;
  }
  return [...tags.values()];
}

export function emailsOf(reading: Reading): EmailEntry[] {
  const { most, report } = reading;
  const emails = new Map<string, EmailEntry>();
  for (const { entry: address, column } of writtenIn(reading, addressesIn)) {
    if (address.length > most || !email.safeParse(address).success) {
      report(column, "email");
      continue;
    }
    const key = foldForSearch(address);
    if (emails.has(key)) continue;
    emails.set(key, { address, key, label: null });
    if (isOneTooMany(emails, column, report)) break;
  }
  return [...emails.values()];
}

/** ":::" stands between the addresses of one of Google's cells. */
function addressesIn(cell: string): string[] {
  const words = cell.split(/[\s,;|<>()"]+/).filter((word) => word !== "" && word !== ":::");
  // "Hanna Vyshneva (hanna@demo.example)": names beside addresses are none.
  const addresses = words.filter((word) => word.includes("@"));
  return addresses.length > 0 ? addresses.map((one) => one.replace(/^mailto:/i, "")) : words;
}

/** Google's own groups have a star in front of them. */
const tagsIn = (cell: string) =>
  cell.split(/:::|[,;|\n]/).filter((tag) => !tag.trimStart().startsWith("* "));

export function numbersOf(reading: Reading): NumberEntry[] {
  const { most, meaning, report } = reading;
  const numbers = new Map<string, NumberEntry>();
  const split = (cell: string) => numbersIn(cell, meaning.country);
  for (const { entry, column, label: besides } of writtenIn(reading, split)) {
    const problem = problemOfNumber(entry.text, most);
    if (problem) {
      report(column, problem);
      continue;
    }
    const number = parsePhoneNumber(entry.text, meaning.country);
    const key = numberKey(number);
    if (numbers.has(key)) continue;
    numbers.set(key, { ...number, label: labelOf(reading, column, entry, besides) });
    if (isOneTooMany(numbers, column, report)) break;
  }
  return [...numbers.values()];
}

/** The words beside the number, those of the column in front of it, or those of its own. */
function labelOf(
  { meaning: { columns, labels } }: Reading,
  column: number,
  { label, purpose }: WrittenNumber,
  besides: string,
): string | null {
  const kind = numberKindOf(columns[column]!);
  const said = besides.replace(/^\* /, "").slice(0, longestLabel);
  const known = purpose ?? (label === null ? purposeOf(said) : null);
  const words = known ? labels[known] : undefined;
  return words ?? label ?? (said || (kind && labels[kind]) || null);
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
