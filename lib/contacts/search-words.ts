import { foldForSearch } from "./search-text";

/** So many digits are a number's own, whatever stands before them: trunk prefixes can be left away. */
const fewestWithoutPrefix = 6;
const mostWords = 8;

/**
 * What is looked for, as alternatives of which one has to fit: all pieces of an alternative occur, in
 * any order. None when `q` is empty. A number may be typed with its separators and in its national
 * spelling; digits with separators may also be a name such as “24-7”.
 */
export function alternativesOf(q: string): string[][] {
  const text = foldForSearch(q);
  if (text === "") return [];
  const everyWord = text.split(" ").slice(0, mostWords);
  const spelled = spellingsOf(text).map((digits) => [digits]);
  const isDigits = everyWord.length === 1 && spelled[0]?.[0] === everyWord[0];
  return isDigits ? spelled : [everyWord, ...spelled];
}

/** The digits as numbers are stored: in full, so 8 (343) … and 0 (44) … without their trunk prefix. */
function spellingsOf(text: string): string[] {
  if (!/^[\d\s+().-]*\d[\d\s+().-]*$/.test(text)) return [];
  const digits = text.replace(/\D/g, "");
  const national = digits.replace(/^(?:810|00|8|0)/, "");
  return national === digits || national.length < fewestWithoutPrefix
    ? [digits]
    : [digits, national];
}
