/** Names between the alphabets, by the systems people's papers and address books are written in. */

const letters = "абвгґдеєжзиіїйклмнопрстуфхцчшщыэюяьъ'";
const table = (spellings: string): ReadonlyMap<string, string> =>
  new Map(spellings.split(" ").map((spelling, at) => [letters[at]!, spelling.replace("-", "")]));

/** Ukrainian papers, Russian papers, English by ear, German. */
const systems = [
  table("a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch y e iu ia - - -"),
  table("a b v g g d e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch y e iu ia - - -"),
  table("a b v g g d e ye zh z i i yi y k l m n o p r s t u f h ts ch sh sch y e yu ya - - -"),
  table("a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch y e yu ya - - -"),
  table(
    "a b w g g d e je sch s i i ji j k l m n o p r s t u f ch z tsch sch schtsch y e ju ja - - -",
  ),
];

/** Longer ones first. */
const groups: readonly (readonly [string, string])[] = [
  ["schtsch", "щ"],
  ["shch", "щ"],
  ["tsch", "ч"],
  ["sch", "ш"],
  ["sh", "ш"],
  ["zh", "ж"],
  ["kh", "х"],
  ["ch", "ч"],
  ["ts", "ц"],
  ["tz", "ц"],
  ["ya", "я"],
  ["ia", "я"],
  ["ja", "я"],
  ["yu", "ю"],
  ["iu", "ю"],
  ["ju", "ю"],
  ["ye", "є"],
  ["ie", "є"],
  ["je", "є"],
  ["yi", "ї"],
  ["yo", "е"],
  ["jo", "е"],
  ["x", "кс"],
];
const single = (cyrillic: string) =>
  new Map([..."abcdefghijklmnopqrstuvwyz"].map((letter, at) => [letter, cyrillic[at]!]));
/** Ukrainian and Russian, by what i, y, h and e stand for. */
const alphabets = [
  single("абкдефггійклмнопкрстуввиз"),
  single("абкдефгхийклмнопкрстуввыз"),
  single("абкдефгхийклмнопкрстуввйз"),
  single("абкдефггійклмнопкрстуввйз"),
];

const isCyrillic = (word: string) => /^[\u0400-\u04FF']+$/.test(word);
const isLatin = (word: string) => /^[a-z']+$/.test(word);

/** The word in the other alphabet, in each system; of a Latin one also as other systems write it. */
export function transliterations(word: string): string[] {
  if (isCyrillic(word)) return unique(systems.map((system) => inLatin(word, system)));
  if (!isLatin(word)) return [];
  const cyrillic = unique(alphabets.flatMap((alphabet) => inCyrillic(word, alphabet)));
  const latin = cyrillic.flatMap((one) => systems.map((system) => inLatin(one, system)));
  return unique([...cyrillic, ...latin]);
}

const unique = (words: readonly string[]) => [...new Set(words)];

function inLatin(word: string, system: ReadonlyMap<string, string>): string {
  return [...word].map((letter) => system.get(letter) ?? letter).join("");
}

/** Russian has no є: there it is an е. */
function inCyrillic(word: string, alphabet: ReadonlyMap<string, string>): string[] {
  let written = "";
  for (let at = 0; at < word.length;) {
    const group = groups.find(([latin]) => word.startsWith(latin, at));
    written += group?.[1] ?? alphabet.get(word[at]!) ?? "";
    at += group?.[0].length ?? 1;
  }
  return [
    written,
    written.replace(/^е/, "є"),
    written.replaceAll("є", "е"),
    written.replaceAll("є", "ие"),
  ];
}
