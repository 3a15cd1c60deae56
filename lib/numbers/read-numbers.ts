/**
 * The one reader of text in which people, spreadsheets and exchanges write numbers: finds the numbers, what
 * their extensions are and what is said of each. Makes no number of digits that are not written as one.
 */
import { numberText, visibleText } from "./number-text";
import { announcesExtension, aroundSeparator, isPause, labelIn } from "./number-words";
import { splitDigits, type Digits } from "./split-digits";

export interface FoundNumber {
  /** As it is written, with its extension and without what stands around it. */
  raw: string;
  /** `+` and digits; null when no plan knows it. */
  e164: string | null;
  /** Of the number without its extension. */
  digits: string;
  extension: string | null;
  /** Whose it is or what for, in the words beside it. */
  label: string | null;
}

/** Fewer digits beside words are a house, a year, a time of day. */
const fewestBeside = 5;
const longestExtension = 6;
/** A label longer than that is a sentence: it stays with its number. */
const longestLabel = 40;
/** More of a text is not looked at, in characters. */
const longestText = 8_000;

/** Digits and what may stand between those of one number; a line's end may not. */
const run = /[\d+(][\d+()./ \t\u00A0-]*/g;
/** A spreadsheet that took the number for an amount: its last digits may be gone. */
const exponent = /^\+?(\d)[.,](\d+)[EeЕе]\+?(\d{1,2})$/u;
const amount = /^(\+?\d(?: ?\d){6,14})[.,]0{1,2}$/;
/** "1) …", and at the beginning of a line "1. …": the place in a list. */
const listMark = /((?:^|\n)[^\S\n]*|\s)\d{1,2}(?:\)|(?<=(?:^|\n)[^\S\n]*\d{1,2})\.)\s+(?=[+\d(])/g;
/** Orders to an exchange: they forward somebody's calls. */
const serviceCode = /^[*#]/;

interface Place extends Digits {
  /** Where it stands in the text; the end is behind its extension. */
  start: number;
  end: number;
  extension: string | null;
  /** What it may be as an extension is not certain: several follow. */
  several: boolean;
}

/** @param country ISO 3166 alpha-2; gives numbers without a country code their meaning */
export function readNumbers(text: string, country: string): FoundNumber[] {
  const seen = visibleText(text.slice(0, longestText));
  if (serviceCode.test(seen) || isRounded(seen)) return [];
  const whole = numberText(exactNumber(seen)).replace(listMark, "$1");
  const places = placesIn(whole, country);
  const labels = labelsOf(whole, places);
  return places.map((place, index) => {
    const label = labels[index] ?? null;
    const raw = whole.slice(place.start, place.end).trim();
    const { e164, digits, extension } = place;
    const isSentence =
      label !== null && (label.length > longestLabel || /\d/.test(withoutPlace(whole, place)));
    return isSentence && places.length === 1
      ? { raw: seen, e164, digits, extension, label: null }
      : { raw, e164, digits, extension, label: label?.slice(0, longestLabel) ?? null };
  });
}

const withoutPlace = (text: string, { start, end }: Place) =>
  text.slice(0, start) + text.slice(end);

/** An amount of which not all digits are written: "3.80671E+11". */
export function isRounded(text: string): boolean {
  const parts = exponent.exec(text.slice(0, longestLabel).trim());
  return parts !== null && parts[2]!.length !== Number(parts[3]);
}

/** A number that a program has written as an amount: "380671002001.0", "3.80671002001E+11". */
function exactNumber(text: string): string {
  const parts = exponent.exec(text);
  return parts ? `${parts[1]}${parts[2]}` : (amount.exec(text)?.[1] ?? text);
}

function placesIn(text: string, country: string): Place[] {
  const places: Place[] = [];
  for (const { start, written } of piecesIn(text)) {
    const before = places.at(-1);
    const between = before ? text.slice(before.end, start) : "";
    if (before && isExtension(before, between, written)) {
      const digits = written.replace(/\D/g, "");
      const pausesAgain = before.extension !== null || before.several;
      before.several ||= pausesAgain;
      before.extension = before.several ? null : digits;
      before.end = start + written.length + (text[start + written.length] === ")" ? 1 : 0);
      continue;
    }
    for (const { at, ...digits } of splitDigits(written, country)) {
      if (digits.e164 === null && digits.digits.length < fewestBeside) continue;
      const place = { ...digits, start: start + at, end: start + at + digits.written.length };
      places.push({ ...place, several: false });
    }
  }
  return places;
}

/** Runs of digits; a plus begins another. */
function* piecesIn(text: string): Generator<{ start: number; written: string }> {
  for (const { 0: found, index } of text.matchAll(run)) {
    let start = index;
    for (const part of found.split(/(?=\+)/)) {
      const written = withoutEnd(part);
      if (/\d/.test(written)) yield { start, written };
      start += part.length;
    }
  }
}

/** Without separators behind it, and a bracket that is not closed. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && !/\d/.test(text[end - 1]!)) end -= 1;
  const open = text.lastIndexOf("(", end - 1);
  return text[end] === ")" && open > text.lastIndexOf(")", end - 1)
    ? text.slice(0, end + 1)
    : text.slice(0, end);
}

function isExtension(before: Place, between: string, written: string): boolean {
  if (before.digits.length < 7 || !/^\(?\d+$/.test(written)) return false;
  if (written.length > longestExtension || !announcesExtension(between)) return false;
  return isPause(between) || (before.extension === null && !before.several);
}

/** Words belong to the number they stand beside, on its side of a separator. */
function labelsOf(text: string, places: readonly Place[]): (string | null)[] {
  const first = places[0];
  if (!first) return [];
  const before = [text.slice(0, first.start)];
  const after: string[] = [];
  for (const [index, place] of places.entries()) {
    const next = places[index + 1];
    const between = text.slice(place.end, next?.start);
    if (!next) {
      after.push(between);
      break;
    }
    const sides = aroundSeparator(between) ?? withoutSeparator(between, before[index]!);
    after.push(sides.after);
    before.push(sides.before);
  }
  return places.map((_, index) => {
    const words = [labelIn(before[index]!), labelIn(after[index]!)].filter(Boolean);
    return words.join(", ") || null;
  });
}

/** Whoever has written words in front of the first number goes on like that.. */
function withoutSeparator(between: string, before: string) {
  const bracket = between.indexOf(")");
  if (/^\s*\(/.test(between) && bracket >= 0) {
    return { after: between.slice(0, bracket), before: between.slice(bracket) };
  }
  return /\p{L}/u.test(before) ? { after: "", before: between } : { after: between, before: "" };
}
