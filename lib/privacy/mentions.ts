/** Whether a text of a stranger's, a provider's message or a row of a file, tells of one person. */
import { nationalSpellings } from "#lib/numbers/phone-number";
import { foldForSearch } from "#lib/search/search-text";
import type { Person } from "./person";

/** Separators within a number, as people type them. */
const separators = /[\s().‐‑–—-]/gu;
const separator = /[\s().‐‑–—-]/u;
const digit = /\d/;
const letterOrDigit = /[\p{L}\p{M}\p{N}]/u;
const partOfEmail = /[\p{L}\p{M}\p{N}.@_+-]/u;
/** Before a number without its country: another country's code. */
const foreignCode = /\+[1-9]\d{0,2}$/;
/** Dialled before a country's code, in one country or another. */
const exitCodes = ["", "00", "810", "011"];
/** A name of one word, or a short one, is many people's. */
const shortestName = 8;
/** What is looked at of one text, in characters; no message and no row of a file is longer. */
const longest = 128 * 1024;

export interface Mentions {
  /** By a number or an address of theirs, in whatever spelling, or by their whole name. */
  in(text: string): boolean;
  /** The same for one row of a file, where the words of a name may stand in several cells. */
  inCells(cells: readonly string[]): boolean;
  /** By a number or an address alone. */
  byAddress(text: string): boolean;
}

export function mentionsOf({ names, numbers, emails }: Person): Mentions {
  const wanted = numbers.map(wantedNumber);
  const wholeNames = names.filter((name) => name.includes(" ") && name.length >= shortestName);
  const read = (text: string) => spellingsOf(text.slice(0, longest));

  function byAddress(text: string): boolean {
    return read(text).some((spelling) => {
      if (hasNumber(spelling, wanted)) return true;
      const folded = spelling.toLowerCase().replaceAll("ё", "е");
      return emails.some((email) => stands(email, folded, isPartOfEmail));
    });
  }

  function byName(text: string): boolean {
    return read(text).some((spelling) => {
      const folded = spelling.toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ");
      return wholeNames.some((name) => stands(name, folded, isPartOfName));
    });
  }

  return {
    byAddress,
    in: (text) => byAddress(text) || byName(text),
    inCells(cells) {
      if (byAddress(cells.join(" | ")) || cells.some(byName)) return true;
      if (cells.some((cell) => names.includes(foldForSearch(cell)))) return true;
      const words = new Set(cells.flatMap((cell) => foldForSearch(cell).split(" ")));
      return wholeNames.some((name) => name.split(" ").every((word) => words.has(word)));
    },
  };
}

/** Whether the character at `index`, next to what was found, makes it a part of something longer. */
type Continues = (text: string, index: number, step: -1 | 1) => boolean;

const isPartOfName: Continues = (text, index) => letterOrDigit.test(text.charAt(index));

/** A sentence's end is none: a dot that nothing of an address follows. */
const isPartOfEmail: Continues = (text, index, step) =>
  step === 1 && text.charAt(index) === "."
    ? letterOrDigit.test(text.charAt(index + 1))
    : partOfEmail.test(text.charAt(index));

/** Whether the words stand in the text by themselves. */
function stands(words: string, text: string, continues: Continues): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!continues(text, at - 1, -1) && !continues(text, at + words.length, 1)) return true;
  }
  return false;
}

interface WantedNumber {
  /** Stands in all the spellings. */
  shortest: string;
  /** Null when the number has no spelling of its own within its country. */
  national: string | null;
  spellings: string[];
}

function wantedNumber(e164: string): WantedNumber {
  const digits = e164.slice(1);
  const within = nationalSpellings(e164);
  const [national = null] = within;
  const spellings = [...within, ...exitCodes.map((code) => code + digits)];
  return { shortest: national ?? digits, national, spellings };
}

function hasNumber(text: string, wanted: readonly WantedNumber[]): boolean {
  const plain = text.replace(separators, "");
  const likely = wanted.filter(({ shortest }) => plain.includes(shortest));
  if (likely.length === 0) return false;
  // Where each character of `plain` stands: two numbers with a separator between them are neighbours there.
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) if (!separator.test(text.charAt(at))) places.push(at);
  const isDigit = (place: number) => digit.test(text.charAt(place));
  return likely.some(({ national, spellings }) =>
    spellings.some((spelling) => {
      for (let at = plain.indexOf(spelling); at >= 0; at = plain.indexOf(spelling, at + 1)) {
        if (isDigit(places[at]! - 1) || isDigit(places[at + spelling.length - 1]! + 1)) continue;
        const before = plain.slice(Math.max(0, at - 4), at);
        if (spelling !== national || !foreignCode.test(before)) return true;
      }
      return false;
    }),
  );
}

/**
 * A text as it stands, and as it reads with the escapes of addresses, forms and JSON undone. Without that, what stands
 * before a word would look like a letter or a digit of it: `\nAnna`, `%20044`.
 */
function spellingsOf(text: string): string[] {
  const all = [text];
  if (/[%+]/.test(text)) all.push(text.replace(/[^\s"<>]+/g, addressRead));
  for (const one of [...all]) {
    if (!one.includes("\\")) continue;
    const once = jsonRead(one);
    // JSON within JSON.
    all.push(once, ...(once.includes("\\") ? [jsonRead(once)] : []));
  }
  return all;
}

/** A plus is a blank in addresses and forms alone: elsewhere it belongs to a number or an e-mail. */
function addressRead(word: string): string {
  if (!word.includes("%") && !word.includes("=")) return word;
  return word.replaceAll("+", " ").replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Another encoding's letters, or a cut one: what is left is read all the same.
      return run.replace(/%([0-7][0-9a-fA-F])/g, (_, code: string) => characterOf(code));
    }
  });
}

function jsonRead(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code?: string, short = "") => {
    if (code !== undefined) return characterOf(code);
    return "nrtbf".includes(short) ? " " : short;
  });
}

function characterOf(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}
