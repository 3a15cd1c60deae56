import { getCountries } from "libphonenumber-js";

export interface Country {
  /** ISO 3166 alpha-2. */
  code: string;
  name: string;
}

/** Countries whose numbers are understood, named and sorted in a language. */
export function countriesIn(locale: string): Country[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return getCountries()
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}
