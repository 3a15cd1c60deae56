/** Other spellings of what people see as one word: apostrophes, accents, look-alikes, layouts, alphabets. */
import { layoutTwins } from "#lib/base/keyboard-layout";
import { transliterations } from "./transliteration";

/** Longer words are none. */
const mostLetters = 40;
const fewestLetters = 3;

const apostrophes = ["'", "’", "ʼ", "`", "‘"];
const anyApostrophe = /['’ʼ`‘ʹ′]/gu;
/** Where an apostrophe stands that somebody has left out: "дем'янчук", "o'brien". */
const leftOut = /(?<=[бпвмфкрнздтлжшс])(?=[яюєї])|(?<=^[od])(?=[a-z]{3})/gu;

/** Spellings with each apostrophe and with none. */
function apostropheVariants(word: string): string[] {
  const bare = word.replace(anyApostrophe, "");
  const place = bare === word ? leftOut : anyApostrophe;
  const all = apostrophes.map((apostrophe) => word.replace(place, apostrophe));
  return [bare, ...all];
}

const pairsOf = (one: string, other: string) =>
  [...one].map((letter, at) => [letter, [...other][at]!] as const);

/** Cyrillic letters and the Latin ones that look alike. */
const alike = pairsOf("іаеосрхук", "iaeocpxyk");
/** The same keys of the Russian and the Ukrainian layout. */
const layouts = pairsOf("ыэъ", "ієї");
const ukrainianKeys = new Map([...pairsOf("s]'\\", "іїєґ"), ...pairsOf("іїєґ", "s]'\\")]);

const accents: Record<string, string> = {
  a: "áàâäãåąă",
  c: "çćč",
  e: "éèêëęě",
  i: "íìîïı",
  l: "ł",
  n: "ñńň",
  o: "óòôöõøő",
  r: "ř",
  s: "šśș",
  t: "țť",
  u: "úùûüůű",
  y: "ýÿ",
  z: "žźż",
};

/** Spellings of which those that the dictionary knows are searched for. */
export function letterVariants(word: string): string[] {
  const letters = [...word];
  if (letters.length < fewestLetters || letters.length > mostLetters) return [];
  const bare = word.replace(anyApostrophe, "");
  const swapped = (pairs: readonly (readonly [string, string])[]) => {
    const map = new Map([...pairs, ...pairs.map(([one, other]) => [other, one] as const)]);
    return letters.map((letter) => map.get(letter) ?? letter).join("");
  };
  const variants = new Set([
    ...apostropheVariants(word),
    withoutAccents(word),
    word.replaceAll("ss", "ß"),
    word.replaceAll("г", "ґ"),
    word.replaceAll("ґ", "г"),
    swapped(layouts),
    letters
      .map((letter) => ukrainianKeys.get(letter) ?? layoutTwins.get(letter) ?? letter)
      .join(""),
    ...alikeVariants(word),
    ...transliterations(withoutAccents(bare)),
    ...oneChanged(letters, (letter) => accents[letter] ?? ""),
    ...oneChanged(letters, (letter) => ({ г: "ґ", ґ: "г" })[letter] ?? ""),
  ]);
  variants.delete(word);
  variants.delete("");
  return [...variants];
}

/** Stress marks too; й and ї are letters of their own. */
function withoutAccents(word: string): string {
  const bare = word
    .replace(/[^\u0400-\u04FF]+/g, (latin) => latin.normalize("NFD").replace(/\p{M}/gu, ""))
    .replace(/[\u0300\u0301]/g, "");
  return bare.replaceAll("ß", "ss").replaceAll("ł", "l").replaceAll("ø", "o");
}

/** Each letter that looks like one of the other alphabet, alone and all of them. */
function alikeVariants(word: string): string[] {
  if (!/[\u0400-\u04FF]/.test(word)) return [];
  const cyrillic = alike.reduce((text, [own, latin]) => text.replaceAll(latin, own), word);
  const one = alike.map(([own, latin]) => cyrillic.replaceAll(own, latin));
  const first = alike.flatMap(([own, latin]) =>
    cyrillic.startsWith(own) ? [latin + cyrillic.slice(own.length)] : [],
  );
  return [cyrillic, ...one, ...first];
}

function oneChanged(letters: readonly string[], others: (letter: string) => string): string[] {
  return letters.flatMap((letter, at) =>
    [...others(letter)].map((other) => letters.with(at, other).join("")),
  );
}
