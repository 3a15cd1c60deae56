/** What a list of contacts can be asked for; its parameters are read from an address by `list-schema.ts`. */
import {
  contactFields,
  fieldNames,
  fieldsThatAre,
  publicName,
  type ContactField,
  type FieldKind,
  type KindOf,
} from "./fields";

export const pageSize = 50;
export const sortings = ["name", "company", "created", "updated"] as const;
export type Sorting = (typeof sortings)[number];

/** What a list can show of a contact's calls (lib/calls/contact-calls.ts). */
export const callColumns = ["called", "talked", "outcome", "attempts"] as const;
export type CallColumn = (typeof callColumns)[number];

/** What a list can show beside the name, in this order. */
export const columns = [
  ...fieldsThatAre("listed").map(publicName),
  ...callColumns,
  "created",
  "updated",
] as const;
export type Column = (typeof columns)[number];
export const defaultColumns: readonly Column[] = ["company", "numbers", "tags", "updated"];

export type FilteredField = {
  [F in ContactField]: (typeof contactFields)[F] extends { filter: string } ? F : never;
}[ContactField];
export type FilterOf<F extends FilteredField> = (typeof contactFields)[F]["filter"];

function filteredBy(...kinds: FieldKind[]): FilteredField[] {
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

/** What lists ask of a contact's calls. */
export const callFilters = [
  "notCalled",
  "talkedSince",
  "talkedBefore",
  "outcome",
  "attempts",
] as const;
export type CallFilter = (typeof callFilters)[number];

export type Filter = FilterOf<FilteredField> | CallFilter | "callback" | "since" | "notes";

/** The options by which a list is narrowed down, beside what is searched for. */
export const filters: readonly Filter[] = [
  ...chosen.map((field) => contactFields[field].filter),
  "callback",
  ...callFilters,
  ...flags.map((field) => contactFields[field].filter),
  "since",
  "notes",
];

/** What lists are narrowed down to; empty for everybody. */
type Filters = {
  [F in FilteredField as FilterOf<F>]: KindOf<F> extends "flag" ? "" | "yes" | "no" : string;
} & {
  callback: "" | "open";
  /** "never" called, or not for so many days. */
  notCalled: string;
  /** The last talk was on this day (UTC) or later, YYYY-MM-DD. */
  talkedSince: string;
  /** The last talk was before this day (UTC), YYYY-MM-DD. */
  talkedBefore: string;
  /** The id of the last outcome. */
  outcome: string;
  /** Called in vain so often since the last talk, at least. */
  attempts: string;
  /** Created on this day (UTC) or later, YYYY-MM-DD. */
  since: string;
  /** Words that a note about the contact holds. */
  notes: string;
};

/** What a view keeps: which contacts, in which order, with which columns. */
export interface ViewOptions extends Filters {
  q: string;
  sort: Sorting;
  order: "asc" | "desc";
  /** None means as the person has them anyway. */
  columns: Column[];
}

export interface ListOptions extends ViewOptions {
  /** A page begins after this place, or ends before that one (keyset.ts). */
  after: string;
  before: string;
  /** The saved view this list was opened by. */
  view: string;
}

const everybody = Object.fromEntries(filters.map((filter) => [filter, ""])) as Filters;

export const plainView: ViewOptions = {
  q: "",
  sort: "name",
  order: "asc",
  ...everybody,
  columns: [],
};

/** The list as it is without any parameter. */
export const plainList: ListOptions = { ...plainView, after: "", before: "", view: "" };

/** Where a person's columns are kept when no view says otherwise. */
export const columnsCookie = "tinycrm.contact-columns";
