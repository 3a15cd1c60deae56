import type { ListOptions, Sorting } from "#lib/contacts/list-options";

const plain: ListOptions = { q: "", page: 1, sort: "name", order: "asc" };

/** The address of a list; what is as it would be anyway stays out of it. */
export function listHref(options: Partial<ListOptions>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    if (String(value) !== String(plain[name as keyof ListOptions])) params.set(name, String(value));
  }
  const query = params.toString();
  return query ? `/contacts?${query}` : "/contacts";
}

/** Times begin with the latest, words with the first; a second click turns the order round. */
export function sortHref(options: ListOptions, sort: Sorting): string {
  const first = sort === "created" || sort === "updated" ? "desc" : "asc";
  const other = options.order === "asc" ? "desc" : "asc";
  return listHref({ q: options.q, sort, order: options.sort === sort ? other : first });
}
