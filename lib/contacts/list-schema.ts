/** A list's address parameters. What makes no sense falls back to the plain list: a link must not break. */
import { z } from "zod";
import { contactFields, type FieldKind } from "./fields";
import {
  columns,
  filteredFields,
  type Column,
  type FilteredField,
  type FilterOf,
  type ListOptions,
  plainList,
  sortings,
  type ViewOptions,
} from "./list-options";

/** "company,tags" to those columns, in the order of lists. */
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

type FieldFilters = {
  [F in FilteredField as FilterOf<F>]: ReturnType<
    (typeof filterSchemas)[(typeof contactFields)[F]["kind"]]
  >;
};

const fieldFilters = Object.fromEntries(
  filteredFields.map((field) => {
    const { filter, kind, most } = { most: 0, ...contactFields[field] };
    return [filter, filterSchemas[kind](most)];
  }),
) as FieldFilters;

const day = () => z.union([z.literal(""), z.iso.date()]).catch("");

const kept = {
  q: z.string().trim().max(200).catch(""),
  sort: z.enum(sortings).catch(plainList.sort),
  order: z.enum(["asc", "desc"]).catch(plainList.order),
  ...fieldFilters,
  callback: z.enum(["", "open"]).catch(""),
  notCalled: z.union([z.enum(["", "never"]), z.string().regex(/^[1-9]\d{0,3}$/)]).catch(""),
  talkedSince: day(),
  talkedBefore: day(),
  outcome: z.union([z.literal(""), z.uuid()]).catch(""),
  attempts: z.union([z.literal(""), z.string().regex(/^[1-9]\d?$/)]).catch(""),
  since: day(),
  notes: z.string().trim().max(100).catch(""),
  columns: columnList.catch([]),
};

/** The part of a list's options a saved view keeps. */
export const viewOptions = z.object(kept) satisfies z.ZodType<ViewOptions>;

export const listOptions = z.object({
  ...kept,
  after: z.string().max(12_000).catch(""),
  before: z.string().max(12_000).catch(""),
  view: z.union([z.literal(""), z.uuid()]).catch(""),
}) satisfies z.ZodType<ListOptions>;

export function toColumns(text: string | undefined): Column[] {
  return columnList.catch([]).parse(text);
}
