/** What a column of a file can be, and the words by which people name such columns. */
import {
  contactFields,
  fieldNames,
  publicName,
  type ContactField,
  type FieldKind,
  type FieldOf,
  type PublicFieldName,
} from "../fields";

export const numberKinds = ["mobile", "work", "home", "fax"] as const;
export type NumberKind = (typeof numberKinds)[number];

/** Columns of fields that hold one thing are called as the field is. */
type PlainColumn = Exclude<PublicFieldName, FieldOf<"numbers" | "emails">>;
export type ColumnKind = "skip" | "label" | "phone" | `phone:${NumberKind}` | "email" | PlainColumn;

/**
 * Several columns may be of one kind: names are joined in the file's order (first and last name, or
 * the other way round), notes by lines; numbers, addresses and tags are all taken; of the others the
 * first that is not empty.
 */
export const columnKinds: readonly ColumnKind[] = [
  "skip",
  "label",
  ...fieldNames.flatMap(columnsOf),
];

function columnsOf(field: ContactField): ColumnKind[] {
  if (field === "numbers") return ["phone", ...numberKinds.map((kind) => `phone:${kind}` as const)];
  return field === "emails" ? ["email"] : [publicName(field)];
}

const fieldOfColumn = new Map(
  fieldNames.flatMap((field) => columnsOf(field).map((column) => [column, field] as const)),
);

/** The field that a column goes into; undefined for one that is left out. */
export function fieldOf(column: ColumnKind): ContactField | undefined {
  return fieldOfColumn.get(column);
}

/** Words for the kinds of numbers, which become the numbers' labels. */
export type NumberLabels = Record<NumberKind, string>;

/** The kind of a number's column; null for a plain one, and for columns of something else. */
export function numberKindOf(column: ColumnKind): NumberKind | null {
  return numberKinds.find((kind) => column === `phone:${kind}`) ?? null;
}

export function isPhone(column: ColumnKind): boolean {
  return fieldOf(column) === "numbers";
}

export function isDate(column: ColumnKind): boolean {
  const field = fieldOf(column);
  return field !== undefined && contactFields[field].kind === "date";
}

/** Whether a column says who somebody is, or how they are reached: a file without one can't be taken over. */
export function isReachable(column: ColumnKind): boolean {
  return column === "name" || column === "company" || column === "email" || isPhone(column);
}

/** What is special is looked for before what is general: "company phone", "contact e-mail". */
const precedence: readonly FieldKind[] = [
  "flag",
  "emails",
  "numbers",
  "tags",
  "person",
  "date",
  "text",
  "longText",
  "company",
  "name",
];

/** Digits and times that are no telephone's, and what says something of another column. */
const skipped = (
  "label|метка|мітка|id|ид|type|тип|photo|фото|url|website|site|web|сайт|веб сайт|display name|status|статус|" +
  "инн|іпн|ипн|кпп|огрн|огрнип|окпо|бик|єдрпоу|едрпоу|эдрпоу|рнокпп|снилс|паспорт|паспорта|iban|vat|tin|passport|" +
  "счет|счета|рахунок|рахунку|рахунка|account number|invoice|карта|карты|картка|картки|карти|card|" +
  "заказа|заказ|замовлення|order|orders|договор|договора|договір|договору|contract|чек|чека|накладная|накладной|накладна|ттн|" +
  "дата создания|дата создан|дата изменения|дата регистрации|дата заказа|дата створення|дата зміни|дата реєстрації|" +
  "кем создан|кем создана|кем изменен|ким створено|created|create date|modified|updated|last activity|last contacted|timestamp|" +
  "создан|создано|изменен|изменено|время|час|time|сумма|сума|sum|amount|price|total|цена|ціна|баланс|balance|бюджет|budget|" +
  "problem|проблема|индекс|індекс|zip|postal code|postcode|артикул|sku|дом|квартира|country code|street|city|страна|країна"
).split("|");

const isSkipped = (text: string) => skipped.some((words) => ` ${text} `.includes(` ${words} `));

/** Words of a heading; where there are two, the second stands behind the first. */
type Words = readonly [kind: ColumnKind, first: RegExp, second?: RegExp];

const phone = /phone|tel|тел|номер/;
/** What else has digits is called a number too; this says that it is a telephone's. */
const surelyPhone = /phone|tel(?!l)|тел|моб|mobile|cell|сот|fax|факс|whatsapp|viber/;
const phoneWords: readonly Words[] = [
  ["phone:fax", /fax|факс/],
  ["phone:mobile", /mobile|cell|мобил|мобіл|сотов|^моб/],
  ["phone:work", /work|office|business|company|рабоч|робоч|служеб|офис|офіс/, phone],
  ["phone:home", /home|домаш/, phone],
];

const words: readonly Words[] = precedence.flatMap((kind) => {
  const fields = fieldNames.filter((field) => contactFields[field].kind === kind);
  const own = fields.map((field) => {
    return [columnsOf(field)[0]!, contactFields[field].headings] as const;
  });

  return kind === "numbers" ? [...phoneWords, ...own] : own;
});

/** More of a heading is not looked at, in characters. */
const longestHeading = 200;

/** What a heading says its column is; null when it says nothing. */
export function kindOfHeading(heading: string): ColumnKind | null {
  const text = inFull(wordsOfHeading(heading));
  if (text === "") return null;
  const found = words.find((one) => says(text, one))?.[0] ?? null;
  return isSkipped(text) && (found === null || kindOfColumn(found) !== "flag") ? "skip" : found;
}

/** "Дом. тел." is no house's number. */
function inFull(text: string): string {
  return text
    .replace(/(?<=^| )дом (?=тел)/u, "домашний ")
    .replace(/(?<=^| )(?:раб|роб|служ) (?=тел)/u, "рабочий ");
}

function kindOfColumn(column: ColumnKind): FieldKind | null {
  const field = fieldOf(column);
  return field ? contactFields[field].kind : null;
}

/** Whether digits under it are a telephone's for sure. */
export const saysPhone = (heading: string): boolean => surelyPhone.test(wordsOfHeading(heading));

/** Latin letters that look like Cyrillic ones: "ПIБ" is typed with either. */
const lookalikes: Record<string, string> = {
  i: "і",
  a: "а",
  e: "е",
  o: "о",
  c: "с",
  p: "р",
  x: "х",
  y: "у",
};

/** Folded, its letters alone; marks that are no apostrophe in one file are none in another. */
export function wordsOfHeading(heading: string): string {
  const text = heading
    .slice(0, longestHeading)
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
  return /[\u0400-\u04FF]/.test(text)
    ? text.replace(
        /(?<=[\u0400-\u04FF])[iaeocpxy]|[iaeocpxy](?=[\u0400-\u04FF])/g,
        (letter) => lookalikes[letter]!,
      )
    : text;
}

function says(text: string, [, first, second]: Words): boolean {
  const at = text.search(first);
  return at >= 0 && (!second || second.test(text.slice(at)));
}
