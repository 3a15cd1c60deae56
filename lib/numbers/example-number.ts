import { getExampleNumber, isSupportedCountry } from "libphonenumber-js";
import examples from "libphonenumber-js/mobile/examples";

/** A number as a mobile of this country looks, international; @param country ISO 3166 alpha-2 */
export function exampleNumber(country: string): string {
  const known = isSupportedCountry(country) ? country : "RU";
  return getExampleNumber(known, examples)!.formatInternational();
}
