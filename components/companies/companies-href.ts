import type { CompanyListOptions } from "#lib/companies/list-options";

/** The address of the list of companies. */
export function companiesHref(options: Partial<CompanyListOptions>): string {
  const params = new URLSearchParams(Object.entries(options).filter(([, value]) => value));
  const query = params.toString();
  return query ? `/companies?${query}` : "/companies";
}
