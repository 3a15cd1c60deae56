import type { Prisma } from "#lib/db/generated/sqlite/client";
import { foldForSearch } from "./search-text";

/** Fewer digits are in nearly every number. */
const fewestDigits = 3;
/** So many digits are a number's own, whatever stands before them: trunk prefixes can be left away. */
const fewestWithoutPrefix = 6;
const mostWords = 8;

/**
 * Contacts in whose name, company or e-mail every word of `q` occurs, in any order; three digits or
 * more are looked for in their numbers as well. A whole number may be typed with its separators and
 * in its national spelling.
 */
export function contactsMatching(q: string): Prisma.ContactWhereInput {
  const text = foldForSearch(q);
  if (text === "") return {};
  const looksLikeNumber = /^[\d\s+().-]+$/.test(text);
  if (looksLikeNumber) return { OR: [...withDigits(text), everyWord(text)] };
  return everyWord(text);
}

function everyWord(text: string): Prisma.ContactWhereInput {
  return {
    AND: text
      .split(" ")
      .slice(0, mostWords)
      .map((word) => ({ OR: [{ searchText: { contains: literal(word) } }, ...withDigits(word)] })),
  };
}

function withDigits(text: string): Prisma.ContactWhereInput[] {
  if (!/^[\d\s+().-]+$/.test(text)) return [];
  const digits = text.replace(/\D/g, "");
  if (digits.length < fewestDigits) return [];
  // Numbers are stored in full, so 8 (343) … and 0 (44) … are found without their trunk prefix.
  const national = digits.replace(/^(?:810|00|8|0)/, "");
  const spellings = national.length < fewestWithoutPrefix ? [digits] : [digits, national];
  return [...new Set(spellings)].map((part) => ({
    numbers: { some: { digits: { contains: part } } },
  }));
}

/** Both databases read `%`, `_` and PostgreSQL also `\` as patterns; any one character stands in for them. */
function literal(word: string): string {
  return word.replace(/[\\%_]/g, "_");
}
