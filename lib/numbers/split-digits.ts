/** One number or several in a row of digits, with nothing but separators between them. */
import { fewestDigits, toE164 } from "./to-e164";

export interface Digits {
  written: string;
  e164: string | null;
  digits: string;
  extension: string | null;
}

/** A number and where it begins in the row. */
export type DigitsAt = Digits & { at: number };

/** Parts of a row that is cut: with fewer digits, one plan or another knows almost anything. */
const fewestOfPart = 9;
/** How much numbers of one row differ in length, in digits. */
const mostDifference = 3;
/** Words of a row: more of them are no numbers. */
const mostChunks = 40;
/** Longest row that is cut, in characters. */
const longestRow = 160;
const longestEnding = 4;
const amount = /^(\+?\d{7,15})\.0{1,2}$/;

export function splitDigits(row: string, country: string): DigitsAt[] {
  const one = (written: string, main: string, extension: string | null = null): DigitsAt => {
    const e164 = toE164(main, country);
    return { at: 0, written, e164, digits: e164?.slice(1) ?? main.replace(/\D/g, ""), extension };
  };
  if (row.length > longestRow) return [one(row, row.slice(0, longestRow))];
  const bracket = /\((\d{1,6})\)$/.exec(row);
  if (bracket) {
    const direct = one(row, row.slice(0, bracket.index), bracket[1]!);
    if (direct.e164 && bracket.index > fewestDigits) return [direct];
  }
  const whole = one(row, amount.exec(row)?.[1] ?? row);
  if (whole.e164) return [whole];
  if (whole.digits.length >= 2 * fewestOfPart) {
    const parts = cut(row, country);
    if (parts) return parts;
  }
  const slash = row.lastIndexOf("/");
  if (slash > 0) {
    // "100-20-30/31": the number that is written; how the other one ends is left to who reads it.
    const ending = row.slice(slash + 1).trim();
    const main = one(row, row.slice(0, slash));
    if (main.e164 && /^\d+$/.test(ending) && ending.length <= longestEnding) return [main];
  }
  return [whole];
}

interface Chunk {
  at: number;
  text: string;
}

/** The row cut at blanks and slashes so that each part is a number; null when that can't be. */
function cut(row: string, country: string): DigitsAt[] | null {
  const chunks = [...row.matchAll(/[^\s/]+/g)].map(({ 0: text, index }): Chunk => ({
    at: index,
    text,
  }));
  if (chunks.length > mostChunks) return null;
  const dead = new Set<number>();
  function from(first: number): DigitsAt[] | null {
    if (first === chunks.length) return [];
    if (dead.has(first)) return null;
    const { at } = chunks[first]!;
    for (let last = first; last < chunks.length; last++) {
      const end = chunks[last]!.at + chunks[last]!.text.length;
      const written = row.slice(at, end);
      const count = written.replace(/\D/g, "").length;
      if (count < fewestOfPart) continue;
      if (count > fewestOfPart + fewestOfPart) break;
      const e164 = toE164(written, country);
      const rest = e164 && from(last + 1);
      if (rest) return [{ at, written, e164, digits: e164.slice(1), extension: null }, ...rest];
    }
    dead.add(first);
    return null;
  }
  const parts = from(0);
  const lengths = (parts ?? []).map(({ written }) => written.replace(/\D/g, "").length);
  return Math.max(...lengths) - Math.min(...lengths) <= mostDifference ? parts : null;
}
