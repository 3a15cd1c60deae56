/** What may have been meant by a word that nobody bears. */

const cyrillic = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ";
const latin = "abcdefghijklmnopqrstuvwxyz";

/** Shorter words are one letter away from too many others. */
const fewestLetters = 4;

/** Letters of one key each, by the English and the Russian layout. */
const keys = new Map(
  [...zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхъфывапролджэячсмитьбю")].flatMap(
    ([english, russian]) => [
      [english, russian],
      [russian, english],
    ],
  ) as [string, string][],
);

function* zip(left: string, right: string): Generator<[string, string]> {
  for (const [index, letter] of [...left].entries()) yield [letter, right[index]!];
}

/**
 * All that is one letter away from `word` (one wrong, missing, too many, or two swapped), and what the
 * same keys give in the other layout. Some 600 for a word of eight letters; most are no words at all,
 * so they are to be asked of the dictionary.
 * @returns none for words that are too short, or hold anything but letters and a keyboard's signs
 */
export function nearbyWords(word: string): string[] {
  const letters = [...word];
  if (letters.length < fewestLetters) return [];
  const nearby = new Set([letters.map((letter) => keys.get(letter) ?? letter).join("")]);
  if (/^\p{L}+$/u.test(word)) {
    const alphabet = [...(/\p{Script=Latin}/u.test(word) ? latin : cyrillic)];
    for (let at = 0; at < letters.length; at++) {
      const [before, here, after] = [letters.slice(0, at), letters[at]!, letters.slice(at + 1)];
      const spell = (...middle: string[]) => nearby.add([...before, ...middle, ...after].join(""));
      spell();
      if (after.length > 0) {
        nearby.add([...before, after[0]!, here, ...after.slice(1)].join(""));
      }
      for (const letter of alphabet) {
        spell(letter);
        spell(letter, here);
      }
    }
  }
  nearby.delete(word);
  return [...nearby];
}
