import { z } from "zod";

export const pageSize = 50;
export const sortings = ["name", "company", "created", "updated"] as const;
export type Sorting = (typeof sortings)[number];

/** What a list can show beside the name, in this order. */
export const columns = [
  "company",
  "numbers",
  "emails",
  "owner",
  "tags",
  "source",
  "created",
  "updated",
] as const;
export type Column = (typeof columns)[number];
export const defaultColumns: readonly Column[] = ["company", "numbers", "tags", "updated"];

/** "company,tags" to those columns, in the order of lists; nothing means as the person has it anyway. */
const columnList = z.string().transform((list) => {
  const named = list.split(",");
  return columns.filter((column) => named.includes(column));
});

/** What a view keeps: which contacts, in which order, with which columns. */
const kept = {
  q: z.string().trim().max(200).catch(""),
  sort: z.enum(sortings).catch("name"),
  order: z.enum(["asc", "desc"]).catch("asc"),
  /** A person's id, "mine" (whoever looks), "nobody", or empty for everybody's. */
  owner: z.union([z.enum(["", "mine", "nobody"]), z.uuid()]).catch(""),
  /** A tag's id. */
  tag: z.union([z.literal(""), z.uuid()]).catch(""),
  source: z.string().trim().max(100).catch(""),
  /** A company's name, however it is spelled. */
  company: z.string().trim().max(200).catch(""),
  callback: z.enum(["", "open"]).catch(""),
  doNotCall: z.enum(["", "yes", "no"]).catch(""),
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

/** The options by which a list is narrowed down, beside what is searched for. */
export const filters = [
  "owner",
  "tag",
  "source",
  "company",
  "callback",
  "doNotCall",
  "since",
] as const satisfies readonly (keyof ViewOptions)[];
export type Filter = (typeof filters)[number];

/** Where a person's columns are kept when no view says otherwise. */
export const columnsCookie = "tinycrm.contact-columns";

export function toColumns(text: string | undefined): Column[] {
  return columnList.catch([]).parse(text);
}
