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
export type ColumnKind = "skip" | "phone" | `phone:${NumberKind}` | "email" | PlainColumn;

/**
 * Several columns may be of one kind: names are joined in the file's order (first and last name, or
 * the other way round), notes by lines; numbers, addresses and tags are all taken; of the others the
 * first that is not empty.
 */
export const columnKinds: readonly ColumnKind[] = ["skip", ...fieldNames.flatMap(columnsOf)];

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

const skipped = /(?:^| )(?:label|метка|мітка|id|type|photo|фото|url|website|site|сайт)(?: |$)/;

/** Words of a heading; where there are two, the second stands behind the first. */
type Words = readonly [kind: ColumnKind, first: RegExp, second?: RegExp];

const phone = /phone|tel|тел|номер/;
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
  if (kind === "flag") return [...own, ["skip", skipped] as const];
  return kind === "numbers" ? [...phoneWords, ...own] : own;
});

/** More of a heading is not looked at, in characters. */
const longestHeading = 200;

/** What a heading says its column is; null when it says nothing. */
export function kindOfHeading(heading: string): ColumnKind | null {
  const text = heading
    .slice(0, longestHeading)
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
  if (text === "") return null;
  return words.find((one) => says(text, one))?.[0] ?? null;
}

function says(text: string, [, first, second]: Words): boolean {
  const at = text.search(first);
  return at >= 0 && (!second || second.test(text.slice(at)));
}
