import { foldForSearch } from "#lib/contacts/search-text";

export interface Part {
  text: string;
  found: boolean;
}

/** The parts of `text`, and which of them are what was typed: `words` folded, in any case, ё as е. */
export function highlight(text: string, words: readonly string[]): Part[] {
  const letters = [...text];
  // Letter by letter: what folds to several or none would shift the places.
  const folded = letters.map((letter) => foldForSearch(letter) || " ");
  const found = letters.map(() => false);
  for (const word of words.map((one) => [...one])) {
    for (let at = 0; at + word.length <= folded.length; at++) {
      if (word.length > 0 && word.every((letter, index) => folded[at + index] === letter)) {
        found.fill(true, at, at + word.length);
      }
    }
  }
  return partsOf(letters, found);
}

/** The same for a number as it is written, with separators between its digits. */
export function highlightDigits(text: string, digits: string): Part[] {
  const letters = [...text];
  const places = letters.flatMap((letter, at) => (/\d/.test(letter) ? [at] : []));
  const begin =
    digits === ""
      ? -1
      : places
          .map((at) => letters[at])
          .join("")
          .indexOf(digits);
  const found = letters.map(
    (_, at) => begin >= 0 && at >= places[begin]! && at <= places[begin + digits.length - 1]!,
  );
  return partsOf(letters, found);
}

function partsOf(letters: readonly string[], found: readonly boolean[]): Part[] {
  const parts: Part[] = [];
  for (const [at, letter] of letters.entries()) {
    const last = parts.at(-1);
    if (last && last.found === found[at]) last.text += letter;
    else parts.push({ text: letter, found: found[at]! });
  }
  return parts;
}
