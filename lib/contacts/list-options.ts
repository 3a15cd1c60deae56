import { z } from "zod";
import {
  contactFields,
  fieldNames,
  fieldsThatAre,
  publicName,
  type ContactField,
  type FieldKind,
} from "./fields";

export const pageSize = 50;
export const sortings = ["name", "company", "created", "updated"] as const;
export type Sorting = (typeof sortings)[number];

/** What a list can show beside the name, in this order. */
export const columns = [...fieldsThatAre("listed").map(publicName), "created", "updated"] as const;
export type Column = (typeof columns)[number];
export const defaultColumns: readonly Column[] = ["company", "numbers", "tags", "updated"];

/** "company,tags" to those columns, in the order of lists; nothing means as the person has it anyway. */
const columnList = z.string().transform((list) => {
  const named = list.split(",");
  return columns.filter((column) => named.includes(column));
});

/** How lists are narrowed down to what a field of each kind holds. */
const filterSchemas = {
  /** A person's id, "mine" (whoever looks), "nobody", or empty for everybody's. */
  person: () => z.union([z.enum(["", "mine", "nobody"]), z.uuid()]).catch(""),
  /** A tag's id. */
  tags: () => z.union([z.literal(""), z.uuid()]).catch(""),
  text: (most: number) => z.string().trim().max(most).catch(""),
  /** A company's name, however it is spelled. */
  company: (most: number) => z.string().trim().max(most).catch(""),
  flag: () => z.enum(["", "yes", "no"]).catch(""),
} satisfies Partial<Record<FieldKind, (most: number) => z.ZodType>>;
type FilterKind = keyof typeof filterSchemas;

export type FilteredField = {
  [F in ContactField]: (typeof contactFields)[F] extends { filter: string } ? F : never;
}[ContactField];
type FilterOf<F extends FilteredField> = (typeof contactFields)[F]["filter"];
type FieldFilters = {
  [F in FilteredField as FilterOf<F>]: ReturnType<
    (typeof filterSchemas)[(typeof contactFields)[F]["kind"]]
  >;
};

function filteredBy(...kinds: FilterKind[]): FilteredField[] {
  return kinds.flatMap((kind) =>
    fieldNames.filter(
      (field): field is FilteredField =>
        "filter" in contactFields[field] && contactFields[field].kind === kind,
    ),
  );
}
const chosen = filteredBy("person", "tags", "text", "company");
const flags = filteredBy("flag");
/** The fields by which lists can be narrowed down. */
export const filteredFields: readonly FilteredField[] = [...chosen, ...flags];

const fieldFilters = Object.fromEntries(
  filteredFields.map((field) => {
    const { filter, kind, most } = { most: 0, ...contactFields[field] };
    return [filter, filterSchemas[kind](most)];
  }),
) as FieldFilters;

/** What a view keeps: which contacts, in which order, with which columns. */
const kept = {
  q: z.string().trim().max(200).catch(""),
  sort: z.enum(sortings).catch("name"),
  order: z.enum(["asc", "desc"]).catch("asc"),
  ...fieldFilters,
  callback: z.enum(["", "open"]).catch(""),
  /** Created on this day (UTC) or later, YYYY-MM-DD. */
  since: z.union([z.literal(""), z.iso.date()]).catch(""),
  columns: columnList.catch([]),
};

/** A list's address parameters. What makes no sense falls back to the plain list: a link must not break. */
export const listOptions = z.object({
  ...kept,
  /** A page begins after this place, or ends before that one (keyset.ts). */
  after: z.string().max(12_000).catch(""),
  before: z.string().max(12_000).catch(""),
  /** The saved view this list was opened by. */
  view: z.union([z.literal(""), z.uuid()]).catch(""),
});

export type ListOptions = z.infer<typeof listOptions>;

/** The part of a list's options a saved view keeps. */
export const viewOptions = z.object(kept);

export type ViewOptions = z.infer<typeof viewOptions>;

export type Filter = FilterOf<FilteredField> | "callback" | "since";

/** The options by which a list is narrowed down, beside what is searched for. */
export const filters: readonly Filter[] = [
  ...chosen.map((field) => contactFields[field].filter),
  "callback",
  ...flags.map((field) => contactFields[field].filter),
  "since",
];

/** Where a person's columns are kept when no view says otherwise. */
export const columnsCookie = "tinycrm.contact-columns";

export function toColumns(text: string | undefined): Column[] {
  return columnList.catch([]).parse(text);
}
