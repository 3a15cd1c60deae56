/** Typo correction: words of the dictionary that are one letter, or one keyboard layout, away. */
import { layoutTwins } from "#lib/base/keyboard-layout";
import { letterVariants } from "./letter-variants";
import type { Piece, SearchIndex } from "./search-index";

/** Limit of corrections searched for per word. */
const mostCorrections = 8;

/**
 * Corrects the words of a query: each word with its corrections. Words of the dictionary stay as they
 * are, unless all words are.
 * @returns null when there is no correction, or all words are in the dictionary and found something
 */
export async function correctWords(
  index: SearchIndex,
  words: readonly string[],
  { hasFound }: { hasFound: boolean },
): Promise<Piece[] | null> {
  const correct = new Set(await index.dictionaryWords(words));
  const unknown = words.filter((word) => !correct.has(word));
  const spelled = await spellings(index, words);
  const isSpelled = spelled.some((piece) => piece.length > 1);
  if (unknown.length === 0 && hasFound) return isSpelled ? spelled : null;
  const mistyped = new Set(unknown.length > 0 ? unknown : words);
  const pieces = await Promise.all(
    spelled.map(async ([word = "", ...same]) => {
      // What is spelled otherwise is no mistake: nothing else is looked for.
      const nearby = mistyped.has(word) && same.length === 0 ? nearbyWords(word) : [];
      const corrections = nearby.length > 0 ? await index.dictionaryWords(nearby) : [];
      return [word, ...same, ...corrections.slice(0, mostCorrections)];
    }),
  );
  return pieces.some((piece) => piece.length > 1) ? pieces : null;
}

/** Each word with the other spellings of it that somebody's name has. */
export function spellings(index: SearchIndex, words: readonly string[]): Promise<Piece[]> {
  return Promise.all(
    words.map(async (word) => {
      const possible = letterVariants(word);
      const known = possible.length > 0 ? await index.dictionaryWords(possible) : [];
      return [word, ...known.slice(0, mostCorrections)];
    }),
  );
}

const cyrillic = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ";
const latin = "abcdefghijklmnopqrstuvwxyz";

/** Shorter words are one letter away from too many others. */
const fewestLetters = 4;
/** Longer ones are no words, and their spellings would be thousands. */
const mostLetters = 40;

/**
 * All spellings one letter away from `word` (one wrong, missing, too many, or two swapped), and the
 * same keys in the other layout. About 600 for a word of eight letters; most are no words, so the
 * dictionary has to be asked for them.
 * @returns none for words that are too short, too long or hold signs other than letters and a keyboard's
 */
function nearbyWords(word: string): string[] {
  const letters = [...word];
  if (letters.length < fewestLetters || letters.length > mostLetters) return [];
  const nearby = new Set([letters.map((letter) => layoutTwins.get(letter) ?? letter).join("")]);
  if (/^\p{L}+$/u.test(word)) {
    const alphabet = [...(/\p{Script=Latin}/u.test(word) ? latin : cyrillic)];
    for (let at = 0; at < letters.length; at++) {
      const [before, letter, after] = [letters.slice(0, at), letters[at]!, letters.slice(at + 1)];
      const spell = (...middle: string[]) => nearby.add([...before, ...middle, ...after].join(""));
      spell();
      if (after.length > 0) {
        nearby.add([...before, after[0]!, letter, ...after.slice(1)].join(""));
      }
      for (const other of alphabet) {
        spell(other);
        spell(other, letter);
      }
    }
  }
  nearby.delete(word);
  return [...nearby];
}
