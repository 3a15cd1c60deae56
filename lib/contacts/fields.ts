/**
 * All there is to know about the fields of a contact. A new field is a line of `contactFields`, a
 * column in the schema and its name in `messages/<locale>/contacts.json`: forms, lists, the history, imports,
 * exports, merges and searches go by this table.
 */

/** What the fields of each kind hold. */
export interface FieldValues {
  /** What the contact is called by; never empty. */
  name: string;
  /** One line. */
  text: string | null;
  /** Several lines. */
  longText: string | null;
  /** A company's name; contacts of one company share its row. */
  company: string | null;
  /** A day whose year may be unknown: YYYY-MM-DD or --MM-DD. */
  date: string | null;
  /** The id of one of the team. */
  person: string | null;
  flag: boolean;
  numbers: { raw: string; label: string | null }[];
  emails: { address: string; label: string | null }[];
  /** In the order of their folded names. */
  tags: string[];
}
export type FieldKind = keyof FieldValues;

interface FieldDescription {
  kind: FieldKind;
  /** The longest text, in characters. */
  most?: number;
  /** Offers what has been written there before, in forms and as a filter: a list that grows by itself. */
  offered?: boolean;
  /** Contacts are found by what is in it. */
  searched?: boolean;
  /** Lists can show it as a column. */
  listed?: boolean;
  /** The option by which lists are narrowed down to it. */
  filter?: string;
  /** Words in the heading of a file's column that make it this field's; folded, without punctuation. */
  headings: RegExp;
}

/** In the order in which files, histories and merges name them. */
export const contactFields = {
  name: {
    kind: "name",
    most: 200,
    searched: true,
    headings:
      /name|^contact$|contact person|client|customer|имя|фио|^ф и о|фамил|отчеств|^контакты?$|^контакти$|контактное лиц|контактна особ|клиент|клієнт|заказчик|замовник|покупател|покупец|абонент|ім я|імя|піб|^п і б|прізвищ|по батькові|назва|наименован|найменуван/,
  },
  company: {
    kind: "company",
    most: 200,
    searched: true,
    listed: true,
    filter: "company",
    headings:
      /company|organi[sz]ation|account|компани|компані|организац|організац|фирма|фірма|предприят|юрлицо/,
  },
  /** What they are in their company. */
  position: {
    kind: "text",
    most: 200,
    searched: true,
    listed: true,
    headings: /position|job title|^title$|должност|посада/,
  },
  numbers: {
    kind: "numbers",
    most: 64,
    searched: true,
    listed: true,
    headings: /phone|^tel|number|телеф|^тел|номер/,
  },
  emails: {
    kind: "emails",
    most: 254,
    searched: true,
    listed: true,
    headings: /e ?mail|почт|пошт|мейл|мэйл/,
  },
  ownerId: {
    kind: "person",
    listed: true,
    filter: "owner",
    headings: /owner|manager|assigned|responsible|ответственн|відповідальн|менеджер/,
  },
  tags: {
    kind: "tags",
    most: 50,
    listed: true,
    filter: "tag",
    headings:
      /^tags?$|тег|^метки$|^мітки$|^labels$|^ярлыки?$|^ярлики?$|группа|група|^groups?$|категор|category/,
  },
  /** Where they came from. */
  source: {
    kind: "text",
    most: 200,
    offered: true,
    listed: true,
    filter: "source",
    headings: /source|источник|джерело|откуда|звідки/,
  },
  /** How far the sale with them is, in the company's own words. */
  stage: {
    kind: "text",
    most: 50,
    offered: true,
    listed: true,
    filter: "stage",
    headings: /stage|этап|стадия|етап|стадія/,
  },
  birthday: {
    kind: "date",
    listed: true,
    headings:
      /birthday|birth ?date|date of birth|день рожд|дата рожд|день народж|дата народж|^др$|^дн$/,
  },
  note: {
    kind: "longText",
    most: 5000,
    headings:
      /note|comment|remark|description|замет|коммент|комент|примеч|приміт|нотат|описан|опис$/,
  },
  /** Wants no automatic calls. */
  doNotCall: {
    kind: "flag",
    filter: "doNotCall",
    headings: /do ?not ?call|no automatic calls|не звонить|не дзвонити|не телефонувати/,
  },
} as const satisfies Record<string, FieldDescription>;

/** Numbers, e-mails and tags of one contact, each. */
export const mostEntries = 100;
/** A word about a number or an e-mail, in characters. */
export const longestLabel = 40;

type Fields = typeof contactFields;
export type ContactField = keyof Fields;
export type KindOf<F extends ContactField> = Fields[F]["kind"];
export type FieldOf<K extends FieldKind> = {
  [F in ContactField]: KindOf<F> extends K ? F : never;
}[ContactField];

/** A contact as people write it: what forms edit, the history records and conflicts are about. */
export type ContactFields = { [F in ContactField]: FieldValues[KindOf<F>] };
export type ContactChanges = Partial<ContactFields>;

export const fieldNames = Object.keys(contactFields) as ContactField[];

export function fieldsOfKind<K extends FieldKind>(...kinds: readonly K[]): FieldOf<K>[] {
  return fieldNames.filter((field) =>
    (kinds as readonly FieldKind[]).includes(contactFields[field].kind),
  ) as FieldOf<K>[];
}

/** Plain values that everybody holds alike: in the database, in views, in forms. */
export const plainFields = fieldsOfKind("name", "text", "longText", "date", "flag");
export type PlainField = (typeof plainFields)[number];

/** Kept in a column of the contact's own row, under the field's name. */
export const columnFields = [...plainFields, ...fieldsOfKind("person")];
export type ColumnField = (typeof columnFields)[number];

/** Fields of which a contact has one value, so that of two contacts' only one can stay. */
export const singleFields = fieldsOfKind("name", "company", "text", "longText", "date", "person");
export type SingleField = (typeof singleFields)[number];

type WhereTrue<P extends "listed" | "offered" | "searched"> = {
  [F in ContactField]: Fields[F] extends Record<P, true> ? F : never;
}[ContactField];

/** The fields of which the table says so. */
export function fieldsThatAre<P extends "listed" | "offered" | "searched">(
  property: P,
): WhereTrue<P>[] {
  return fieldNames.filter((field) => property in contactFields[field]) as WhereTrue<P>[];
}

export const offeredFields = fieldsThatAre("offered");
export type OfferedField = (typeof offeredFields)[number];

/** What forms and filters offer for each of them. */
export type Offered = Record<OfferedField, string[]>;

/** The fields, but these first, in this order. */
export function fieldsWithFirst(...first: readonly ContactField[]): ContactField[] {
  return [...first, ...fieldNames.filter((field) => !first.includes(field))];
}

type PublicName<F extends ContactField> = F extends `${infer Name}Id` ? Name : F;

/** How addresses of lists and columns of files call a field: `ownerId` is their `owner`. */
export function publicName<F extends ContactField>(field: F): PublicName<F> {
  return field.replace(/Id$/, "") as PublicName<F>;
}
export type PublicFieldName = PublicName<ContactField>;

/** Wider than what the table says today: whoever asks is ready for a field of each kind. */
export function kindOf(field: ContactField): FieldKind {
  return contactFields[field].kind;
}

/** A contact of whom nothing is known. */
export function emptyFields(): ContactFields {
  const empty = { flag: false, numbers: [], emails: [], tags: [], name: "" } as const;
  return Object.fromEntries(
    fieldNames.map((field) => {
      const { kind } = contactFields[field];
      return [field, kind in empty ? empty[kind as keyof typeof empty] : null];
    }),
  ) as unknown as ContactFields;
}

export function pick<T, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
