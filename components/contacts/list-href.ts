import {
  columns,
  filters,
  plainList,
  plainView,
  type ListOptions,
  type Sorting,
  type ViewOptions,
} from "#lib/contacts/list-options";

/** The address of a list; what is as it would be anyway stays out of it. */
export function listHref(options: Partial<ListOptions>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    if (String(value) !== String(plainList[name as keyof ListOptions]))
      params.set(name, String(value));
  }
  const query = params.toString();
  return query ? `/contacts?${query}` : "/contacts";
}

/** The same list with something changed: from its first page on. */
export function changedHref(options: ListOptions, changes: Partial<ListOptions>): string {
  return listHref({ ...options, ...changes, after: "", before: "" });
}

/** Times begin with the latest, words with the first; a second click turns the order round. */
export function sortHref(options: ListOptions, sort: Sorting): string {
  const first = sort === "created" || sort === "updated" ? "desc" : "asc";
  const other = options.order === "asc" ? "desc" : "asc";
  return changedHref(options, { sort, order: options.sort === sort ? other : first });
}

/** Whether a list shows what a view keeps. */
export function isSameView(options: ViewOptions, view: ViewOptions): boolean {
  const names = Object.keys(plainView) as (keyof ViewOptions)[];
  return names.every((name) => String(options[name]) === String(view[name]));
}

/** The filters that narrow this list down. */
export function activeFilters(options: ViewOptions) {
  return filters.filter((filter) => options[filter] !== "");
}

/** Columns in the order of lists, with one more or one less. */
export function toggled(
  shown: readonly (typeof columns)[number][],
  column: (typeof columns)[number],
): (typeof columns)[number][] {
  return columns.filter((one) => shown.includes(one) !== (one === column));
}
