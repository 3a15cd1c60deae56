/** Words that people and programs write around numbers, in Russian, Ukrainian and English. */

const set = (words: string) => new Set(words.split(" "));

/** What stands behind them is an extension. The x is Latin and Cyrillic; p and w are a telephone's pauses. */
const extensionWords = set(
  "доб добав добавочный добавочн доп вн внут внутр внутренний внутренн донабор тон тональный внутрішній внутрішн дод додат додатковий " +
    "ext extn exten extension x х int internal local p w",
);

/** They say that it is a number, and not whose. */
const numberWords = set(
  "т тел телеф телефон телефоны телефони номер номери номера контактный контактний phone phones tel telephone number " +
    "no tlf tele sip sips callto whatsapp skype viber telegram ph п",
);

/** What follows is another number. */
const conjunctions = set("и і й та або или либо чи or and und oder also");

const kinds = {
  mobile: set("м моб мобильный мобільний мобил мобила сот сотовый mob mobile cell cellular mobil"),
  work: set("р раб рабочий роб робочий служ служебный офис офіс work office business bus"),
  home: set("д дом домашний дім домашній home"),
  fax: set("ф факс fax"),
} as const;

/** What a number is for, as far as a word of it says so. */
export type NumberPurpose = keyof typeof kinds;

/** Of words in front of digits, in characters: the last of them decide. */
const looked = 40;
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, " ")
    .trim()
    .split(" ");

/** Whether digits behind this text are the extension of a number before it. */
export function announcesExtension(between: string): boolean {
  const end = between.slice(-looked).trim();
  if (/^[#*~]+$/.test(end) || /^,+$/.test(end)) return true;
  if (end.endsWith("#") && /^[,;.(\s#]+$/.test(end)) return true;
  if (between.includes("\n")) return false;
  // "внутренний номер 105"
  return extensionWords.has(wordsOf(end).findLast((word) => !numberWords.has(word)) ?? "");
}

/** Whether it is nothing but a pause: what stands behind it may as well be the end of another number. */
export const isPause = (between: string): boolean => /^,+$/.test(between.trim());

const separators = /[;,|\n/&]|:::/;

/** Splits what stands between two numbers into what belongs to the first and to the second. */
export function aroundSeparator(between: string): { after: string; before: string } | null {
  const parts = between.split(separators);
  if (parts.length > 1) return { after: parts[0]!, before: parts.slice(1).join(" ") };
  const words = between.split(/\s+/);
  const at = words.findIndex((word) => conjunctions.has(word.toLowerCase().replace(/[.,:]$/, "")));
  if (at === -1) return null;
  return { after: words.slice(0, at).join(" "), before: words.slice(at + 1).join(" ") };
}

/** Whose a number is, or what for; null where the words say no more than that it is one. */
export function labelIn(text: string): string | null {
  const words = text.split(/[\s:()<>[\]{}"«»“”„=,;|/]+/u).filter((word) => {
    const plain = word.toLowerCase().replace(/[^\p{L}]+/gu, "");
    return plain !== "" && !numberWords.has(plain) && !conjunctions.has(plain);
  });
  return words.join(" ") || null;
}

/** What the label says the number is for, when it says nothing else. */
export function purposeOf(label: string): NumberPurpose | null {
  const words = wordsOf(label);
  if (words.length !== 1) return null;
  const found = Object.entries(kinds).find(([, known]) => known.has(words[0]!));
  return (found?.[0] as NumberPurpose | undefined) ?? null;
}
