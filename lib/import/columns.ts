/** What a column of a file can be, and the words by which people name such columns. */

export const numberKinds = ["mobile", "work", "home", "fax"] as const;
export type NumberKind = (typeof numberKinds)[number];

/**
 * Several columns may be of one kind: names are joined in the file's order (first and last name, or
 * the other way round), notes by lines; numbers, addresses and tags are all taken; of the others the
 * first that is not empty.
 */
export const columnKinds = [
  "skip",
  "name",
  "company",
  "phone",
  "phone:mobile",
  "phone:work",
  "phone:home",
  "phone:fax",
  "email",
  "tags",
  "owner",
  "source",
  "note",
  "doNotCall",
] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** Words for the kinds of numbers, which become the numbers' labels. */
export type NumberLabels = Record<NumberKind, string>;

/** The kind of a number's column; null for a plain one, and for columns of something else. */
export function numberKindOf(column: ColumnKind): NumberKind | null {
  return numberKinds.find((kind) => column === `phone:${kind}`) ?? null;
}

export function isPhone(column: ColumnKind): boolean {
  return column === "phone" || numberKindOf(column) !== null;
}

/** In this order: what is special before what is general ("company phone", "contact e-mail"). */
const words: readonly (readonly [ColumnKind, RegExp])[] = [
  ["doNotCall", /do ?not ?call|не звонить|не дзвонити|не телефонувати/],
  ["skip", /(?:^| )(?:label|метка|мітка|id|type|photo|фото|url|website|site|сайт)(?: |$)/],
  ["email", /e ?mail|почт|пошт|мейл|мэйл/],
  ["phone:fax", /fax|факс/],
  ["phone:mobile", /mobile|cell|мобил|мобіл|сотов|^моб/],
  [
    "phone:work",
    /(?:work|office|business|company|рабоч|робоч|служеб|офис|офіс).*(?:phone|tel|тел|номер)/,
  ],
  ["phone:home", /(?:home|домаш).*(?:phone|tel|тел|номер)/],
  ["phone", /phone|^tel|number|телеф|^тел|номер/],
  ["tags", /^tags?$|тег|^labels$|группа|група|^groups?$|категор|category/],
  ["owner", /owner|manager|assigned|responsible|ответственн|відповідальн|менеджер/],
  ["source", /source|источник|джерело|откуда|звідки/],
  ["note", /note|comment|remark|description|замет|коммент|комент|примеч|приміт|нотат|описан|опис$/],
  [
    "company",
    /company|organi[sz]ation|account|компани|компані|организац|організац|фирма|фірма|предприят|юрлицо/,
  ],
  [
    "name",
    /name|^contact$|client|customer|имя|фио|фамил|отчеств|контакт|клиент|клієнт|ім я|імя|піб|прізвищ|по батькові|назва|назван/,
  ],
];

/** What a heading says its column is; null when it says nothing. */
export function kindOfHeading(heading: string): ColumnKind | null {
  const text = heading
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
  if (text === "") return null;
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
