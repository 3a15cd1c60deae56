/**
 * Telephone numbers as people type them and as providers spell them, brought to one form (E.164) so
 * that a caller is recognised whichever way his number was written down. See docs/decisions/005.
 */
import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber as ParsedNumber,
} from "libphonenumber-js";

export interface PhoneNumber {
  /** As it was given, without blanks around it. */
  raw: string;
  /** `+` and digits; null when the number can't be understood, and then it never matches a caller. */
  e164: string | null;
  /** For search: the digits of `e164`, or those of `raw` without its extension. */
  digits: string;
}

/** Fewer digits are an internal extension or a service number, never somebody's number. */
const fewestDigits = 7;
/** E.164 ends here. */
const mostDigits = 15;

/** Where an extension begins: ";ext=12", "доб. 12", "ext 12", "x12", "вн. 12", or a pause (",", "p", "w"). */
const extension =
  /\s*(?:[;,]|(?:доб|вн|внутр|додатковий|дод|ext|extn|extension|[xх]|[pw])\.?\s*(?=\d)).*$/iu;
const scheme = /^(?:tel|callto|sips?):/i;
/** Longer than any spelling of a number; keeps hostile input from the patterns. */
const longest = 64;
const separators = /^\+?[\d\s()./‐‑–—-]+$/u;
/** Ukraine's trunk prefix until 2009 was 8, then 0; old address books are full of it. */
const oldUkrainian = /^80(?=\d{9}$)/;

/**
 * Never throws. Judges by possible length, not by assigned ranges: providers hand out numbers long
 * before numbering plans reach a library, and tests must not ring anybody's real number.
 *
 * @param country ISO 3166 alpha-2; gives numbers without a country code their meaning
 */
export function parsePhoneNumber(raw: string, country: string): PhoneNumber {
  const trimmed = raw.trim();
  const main = trimmed
    .slice(0, longest)
    .normalize("NFKC")
    .replace(scheme, "")
    .replace(/@.*$/, "")
    .replace(extension, "")
    .trim();
  const digits = main.replace(/\D/g, "");
  const e164 = separators.test(main) ? toE164(main, digits, country) : null;
  return { raw: trimmed, e164, digits: e164?.slice(1) ?? digits };
}

function toE164(main: string, digits: string, country: string): string | null {
  if (digits.length < fewestDigits) return null;
  if (main.startsWith("+")) return international(digits);
  const exit = /^(?:00|810)(?=\d{8})/.exec(digits);
  if (exit) {
    const abroad = international(digits.slice(exit[0].length));
    if (abroad) return abroad;
  }
  const national = isSupportedCountry(country)
    ? possible(parsePhoneNumberFromString(spelling(digits, country), country))
    : null;
  // Providers drop the plus: "380441234567" at a Russian exchange is a Ukrainian number.
  return national ?? (digits.length > 10 ? international(digits) : null);
}

function spelling(digits: string, country: CountryCode): string {
  return country === "UA" ? digits.replace(oldUkrainian, "0") : digits;
}

function international(digits: string): string | null {
  return possible(parsePhoneNumberFromString(`+${digits}`));
}

function possible(parsed: ParsedNumber | undefined): string | null {
  return parsed?.isPossible() ? parsed.number : null;
}

/**
 * Grouped the way the number's own country writes it: `+7 343 011 22 33`. A number nobody
 * understands is shown as it came.
 *
 * @param options.country writes numbers of this country without its code
 */
export function formatPhoneNumber(
  number: Pick<PhoneNumber, "raw" | "e164">,
  options: { country?: string } = {},
): string {
  const parsed = number.e164 ? parsePhoneNumberFromString(number.e164) : undefined;
  if (!parsed) return number.raw;
  const domestic = options.country !== undefined && parsed.country === options.country;
  return domestic ? parsed.formatNational() : parsed.formatInternational();
}

/**
 * Whether the text may be handed to a provider to dial: digits, one leading plus and separators.
 * Keeps service codes (`*21*…#` forwards somebody's calls) and control characters off the line.
 */
export function isDialable(raw: string): boolean {
  if (!/^ *\+?[\d ().-]+$/.test(raw)) return false;
  const digits = raw.replace(/\D/g, "").length;
  return digits >= 2 && digits <= mostDigits + 3;
}
