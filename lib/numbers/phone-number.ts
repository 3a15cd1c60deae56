/**
 * Phone numbers: parses the spellings of people and providers into E.164, so that a caller is recognised
 * in whichever spelling the contact's number was typed (docs/decisions/005-phone-numbers.md).
 */
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type PhoneNumber as ParsedNumber,
} from "libphonenumber-js";

export interface PhoneNumber {
  /** As given, without blanks around it. */
  raw: string;
  /** `+` and digits; null when the number can't be understood: it never matches a caller then. */
  e164: string | null;
  /** Digits for search: of `e164`, or of `raw` without its extension. */
  digits: string;
}

/** Numbers with fewer digits are internal extensions or service numbers. */
const fewestDigits = 7;
/** Longest E.164 number. */
const mostDigits = 15;

/** Start of an extension: ";ext=12", "доб. 12", "ext 12", "x12", "#12", or a pause (",", "p", "w"). */
const extension =
  /[;,]|#(?=\s*\d)|(?:доб|вн|внутр|додатковий|дод|ext|extn|extension|[xх]|[pw])\.?\s*(?=\d)/iu;
const scheme = /^(?:tel|callto|sips?|whatsapp):|^(?:https:\/\/)?wa\.me\//i;
/** Limit of characters, above any spelling of a number: bounds the patterns' work on hostile input. */
const longest = 64;
const separators = /^\+?[\d\s()./‐‑–—-]+$/u;
/** Ukraine's trunk prefix until 2009 was 8, then 0; old address books are full of it. */
const oldUkrainian = /^80(?=\d{9}$)/;

/**
 * Parses a number; never throws. Possible length decides, not assigned ranges: providers hand out numbers
 * long before numbering plans reach a library, and tests must not ring anybody's real number.
 *
 * @param country ISO 3166 alpha-2; gives numbers without a country code their meaning
 */
export function parsePhoneNumber(raw: string, country: string): PhoneNumber {
  const trimmed = raw.trim();
  const address = trimmed.slice(0, longest).normalize("NFKC").replace(scheme, "").split("@", 1)[0]!;
  const main = address.split(extension, 1)[0]!.trim();
  const digits = main.replace(/\D/g, "");
  // Two numbers in one field are not understood: either could be right.
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

/** "067 123-45-67" has ten digits like a Russian number, but is a national spelling of another country. */
function isFromElsewhere(parsed: ParsedNumber | undefined): boolean {
  return Boolean(parsed?.nationalNumber.startsWith("0") && !parsed.isValid());
}

/** Shorter national parts are ambiguous. */
const fewestNationalDigits = 9;

/**
 * Digits under which the number may be stored when it was typed without its country and the country could
 * not be inferred: `671234567`, `0671234567`.
 */
export function nationalSpellings(e164: string): string[] {
  const digits = e164.slice(1);
  callingCodes ??= new Set(getCountries().map((country) => getCountryCallingCode(country)));
  const codes = callingCodes;
  const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((part) => codes.has(part));
  const national = code ? digits.slice(code.length) : "";
  if (!code || national.length < fewestNationalDigits) return [];
  const written = `${trunkPrefix(e164, code, national)}${national}`;
  const old = code === ukraine ? [`8${written}`] : [];
  return [...new Set([national, written, ...old])];
}

const ukraine = "380";
/** Built on first use: not every page needs it. */
let callingCodes: ReadonlySet<string> | undefined;

/** Cache of national trunk prefixes by calling code: formatting each caller's number is slow. */
const trunkPrefixes = new Map<string, string>();

function trunkPrefix(e164: string, code: string, national: string): string {
  const cached = trunkPrefixes.get(code);
  if (cached !== undefined) return cached;
  const written = parsePhoneNumberFromString(e164)?.formatNational().replace(/\D/g, "") ?? "";
  if (!written.endsWith(national)) return "";
  const prefix = written.slice(0, -national.length);
  trunkPrefixes.set(code, prefix);
  return prefix;
}

/** Equal for two spellings of one number; a number that is not understood is compared by its digits. */
export function comparableNumber(raw: string, country: string): string {
  const { e164, digits } = parsePhoneNumber(raw, country);
  return e164 ?? digits;
}

/**
 * Groups the number as its own country writes it: `+7 343 011 22 33`. A number that is not understood is
 * returned as given.
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
 * Whether the text may be sent to a provider for dialling: digits, one leading plus and separators.
 * Refuses service codes (`*21*…#` forwards somebody's calls) and control characters.
 */
export function isDialable(raw: string): boolean {
  if (raw.length > longest || !/^\+?[\d ().-]+$/.test(raw.replace(/^ +/, ""))) return false;
  const digits = raw.replace(/\D/g, "").length;
  return digits >= 2 && digits <= mostDigits + 3;
}

/**
 * Whether it stays inside the PBX, or is an emergency or service number: up to six digits, or a PBX's own code like
 * `*77`. Neither a code that takes a number (`*21*…#`) nor the start of a number abroad (`00683`).
 */
export function isInternal(raw: string): boolean {
  const dialled = raw.replace(/[ ().-]/g, "");
  return /^[*#]?\d{1,6}$/.test(dialled) && !/^[*#]?(?:00|810)\d{3}/.test(dialled);
}

/** Limit of characters; longer text is no number. */
const longestTyped = 100;
const notDialable = /[^\d+() .-]/g;

/** Removes characters that can't be dialled while one types; digits keep their place. */
export function typedNumber(text: string): string {
  return text.slice(0, longestTyped).replace(notDialable, "");
}

/**
 * Extracts the number from pasted text or a `tel:` address, grouped as its country writes it. A number
 * that is not understood keeps its digits.
 *
 * @param country ISO 3166 alpha-2; gives national numbers their meaning
 */
export function pastedNumber(text: string, country: string): string {
  const number = parsePhoneNumber(text.slice(0, longestTyped), country);
  if (number.e164) return formatPhoneNumber(number);
  return typedNumber(number.raw.replace(/^tel:/i, "").split(/[;,]/, 1)[0]!).trim();
}
