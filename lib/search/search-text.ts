/** Folded text: what contacts are found by, and what a query looks for. */
import { readNumbers } from "#lib/numbers/read-numbers";

/** All that a contact is found by is shorter, in characters. */
const longestText = 32 * 1024;
/**
 * So is every word and address. Marks above and below a letter stand in a word: sorting a long row of
 * them into their canonical order takes more than the square of its length.
 */
const longWord = /(?<!\S)(\S{300})\S+/g;

/** Those that make no letter of their own with what they stand on: dictionaries and address books set them. */
const stressMarks = /[\u0300\u0301]/g;

/** Folds case, ё, stress and blanks; databases fold neither Cyrillic nor ё by themselves. */
export function foldForSearch(text: string): string {
  return text
    .slice(0, longestText)
    .replace(longWord, "$1")
    .normalize("NFKC")
    .slice(0, longestText)
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(stressMarks, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Lists are in the order of words: marks before a name would put it before all letters, or after. */
export const marksAhead = `"'«»“”„‘’‚ `;
const ahead = /^["'«»“”„‘’‚ ]+/;

/** A folded text as lists have it in their order; the migrations say the same in SQL (`ltrim`). */
export const sortKeyOf = (folded: string): string => folded.replace(ahead, "");

/** Shorter digits are not read as a number with a trunk prefix. */
const fewestNationalDigits = 6;
/** A number with its code has as many. */
const fewestWholeDigits = 10;
/** Unless their spelling says that there is one. */
const fewestCodeDigits = 3;
const mostWords = 8;
/** Names are quoted in as many ways as there are programs. */
const quotes = /^["'«»“”„‘’‚]+|["«»“”„]+$/g;

/**
 * Alternatives of a query, one of which has to match: a row matches an alternative that it holds all
 * words of, in any order. None for an empty query. A number may be typed with separators and in its
 * national spelling; digits with separators may also be part of a name, such as “24-7”, but the groups of a number,
 * or of a part of one, are no words that may stand anywhere.
 */
export function alternativesOf(q: string): string[][] {
  const text = foldForSearch(q);
  if (text === "") return [];
  const written = text.split(" ").slice(0, mostWords);
  const bare = written.map((word) => word.replace(quotes, "")).filter(Boolean);
  const words = bare.length > 0 ? bare : written;
  const numbers = numberSpellings(text).map((digits) => [digits]);
  const isDigits = words.length === 1 && numbers[0]?.[0] === words[0];
  return isDigits || isInGroups(text) ? numbers : [words, ...numbers];
}

/** Nothing but digits in groups, too many of them for a name, or as only numbers are written. */
function isInGroups(text: string): boolean {
  if (isMoreThanNumber.test(text) || !/[ (+]/.test(text)) return false;
  const digits = text.replace(/\D/g, "");
  return digits.length >= (isWrittenAsNumber.test(text) ? 1 : fewestNationalDigits);
}

/** A code in brackets, or a country code: no name is written so. */
const isWrittenAsNumber = /[(+]/;

/** Something beside the number, or the ".0" of a program's amount. */
const isMoreThanNumber = /[^\d\s+().-]|\d{7}\.0{1,2}$/;

/** Of a number pasted with whatever stands around it; of which country it is decides its digits. */
function writtenNumber(text: string): string {
  const [only, another] = readNumbers(text, "");
  return only && !another ? only.digits : "";
}

/** Digits as numbers are stored, in full: also 8 (343) … and 0 (44) … without their trunk prefix. */
function numberSpellings(text: string): string[] {
  if (!/\d/.test(text)) return [];
  const digits = isMoreThanNumber.test(text) ? writtenNumber(text) : text.replace(/\D/g, "");
  if (digits === "") return [];
  // A part of a number that begins with its code has no prefix before it.
  if (/^[(+]/.test(text) && digits.length < fewestWholeDigits) return [digits];
  const national = digits.replace(/^(?:810|00|8|0)/, "");
  const fewest = isWrittenAsNumber.test(text) ? fewestCodeDigits : fewestNationalDigits;
  return national === digits || national.length < fewest ? [digits] : [digits, national];
}
