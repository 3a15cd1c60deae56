/**
 * Telephone numbers as people type them and as providers spell them, brought to one form (E.164) so
 * that a caller is recognised whichever way his number was written down. See docs/decisions/005.
 */
import {
  getCountries,
  getCountryCallingCode,
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

/** Where an extension begins: ";ext=12", "доб. 12", "ext 12", "x12", "#12", or a pause (",", "p", "w"). */
const extension =
  /\s*(?:[;,]|#(?=\s*\d)|(?:доб|вн|внутр|додатковий|дод|ext|extn|extension|[xх]|[pw])\.?\s*(?=\d)).*$/iu;
const scheme = /^(?:tel|callto|sips?|whatsapp):|^(?:https:\/\/)?wa\.me\//i;
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
  const address = trimmed
    .slice(0, longest)
    .normalize("NFKC")
    .replace(scheme, "")
    .replace(/@.*$/, "");
  const main = address.replace(extension, "").trim();
  const digits = main.replace(/\D/g, "");
  // What stands behind a number and is as long as one is another number: which of them is meant, nobody knows.
  const single = address.replace(/\D/g, "").length - digits.length < fewestDigits;
  const e164 = single && separators.test(main) ? toE164(main, digits, country) : null;
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
  const parsed = isSupportedCountry(country)
    ? parsePhoneNumberFromString(spelling(digits, country), country)
    : undefined;
  const national = isFromElsewhere(parsed) ? null : possible(parsed);
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

/** "067 123-45-67" has ten digits, and is no Russian number for all that: it was written down elsewhere. */
function isFromElsewhere(parsed: ParsedNumber | undefined): boolean {
  return Boolean(parsed?.nationalNumber.startsWith("0") && !parsed.isValid());
}

/** A part as short as this is many people's. */
const fewestNationalDigits = 9;

/**
 * The digits under which the number may be stored by somebody who left its country out, where the
 * program could not tell which was meant: `671234567`, `0671234567`.
 */
export function nationalSpellings(e164: string): string[] {
  const digits = e164.slice(1);
  callingCodes ??= new Set(getCountries().map((country) => getCountryCallingCode(country)));
  const known = callingCodes;
  const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((one) => known.has(one));
  const national = code ? digits.slice(code.length) : "";
  if (!code || national.length < fewestNationalDigits) return [];
  const written = `${trunkPrefix(e164, code, national)}${national}`;
  const old = code === ukraine ? [`8${written}`] : [];
  return [...new Set([national, written, ...old])];
}

const ukraine = "380";
/** Made when first asked for: not every page needs it. */
let callingCodes: ReadonlySet<string> | undefined;

/** What the library writes before a national number, by calling code: to parse each caller's is slow. */
const trunkPrefixes = new Map<string, string>();

function trunkPrefix(e164: string, code: string, national: string): string {
  const known = trunkPrefixes.get(code);
  if (known !== undefined) return known;
  const written = parsePhoneNumberFromString(e164)?.formatNational().replace(/\D/g, "") ?? "";
  if (!written.endsWith(national)) return "";
  const prefix = written.slice(0, -national.length);
  trunkPrefixes.set(code, prefix);
  return prefix;
}

/** Two spellings of one number have the same; one nobody understands is compared by its digits. */
export function comparableNumber(raw: string, country: string): string {
  const { e164, digits } = parsePhoneNumber(raw, country);
  return e164 ?? digits;
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
