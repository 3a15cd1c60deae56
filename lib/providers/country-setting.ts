import { z } from "zod";

/**
 * The setting every provider has: it gives numbers without a country code their meaning.
 * @param usual the vendor's own country, ISO 3166 alpha-2
 */
export function countrySetting(usual: string) {
  return z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, `must be a country's two letters, like ${usual}`)
    .default(usual);
}
