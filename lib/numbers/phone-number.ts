/**
 * Phone numbers: parses the spellings of people and providers into E.164, so that a caller is recognised
 * in whichever spelling the contact's number was typed (docs/decisions/005-phone-numbers.md).
 */
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js";
import { isHiddenNumber } from "./hidden-number";
import { numberText, visibleText } from "./number-text";
import { type FoundNumber, readNumbers } from "./read-numbers";
import { fewestDigits, toE164 } from "./to-e164";

export interface PhoneNumber {
  /** As given, without blanks around it and marks that nobody sees. */
  raw: string;
  /** `+` and digits; null when the number can't be understood: it never matches a caller then. */
  e164: string | null;
  /** Digits for search: of `e164`, or of `raw` without its extension. */
  digits: string;
}

/** Longest E.164 number. */
const mostDigits = 15;
/** Limit of characters of what is dialled. */
const longest = 64;
/** Nothing but one number, as nearly all that providers tell: needs no reading. */
const plain = /^\+?\d{7,15}$/;

/**
 * Parses one number; never throws. Tests must not ring anybody's real number, so with its country's code
 * possible length decides, not assigned ranges.
 *
 * @param country ISO 3166 alpha-2; gives numbers without a country code their meaning
 */
export function parsePhoneNumber(raw: string, country: string): PhoneNumber {
  if (plain.test(raw)) {
    const e164 = toE164(raw, country);
    return { raw, e164, digits: e164?.slice(1) ?? raw.replace("+", "") };
  }
  const seen = visibleText(raw);
  const found = distinct(readNumbers(seen, country));
  const [only] = found;
  if (only && found.length === 1) return { raw: seen, e164: only.e164, digits: only.digits };
  // Two numbers in one field are not understood: either could be right.
  const digits = isHiddenNumber(seen) ? "" : (only?.digits ?? internalDigits(seen));
  return { raw: seen, e164: null, digits };
}

/** Once each; a short one beside a number is none of its own. */
function distinct(found: readonly FoundNumber[]): FoundNumber[] {
  const byNumber = new Map(found.map((number) => [number.e164 ?? number.digits, number]));
  const all = [...byNumber.values()];
  return all.length > 1 ? all.filter(({ digits }) => digits.length >= fewestDigits) : all;
}

/** Of an extension or a service number, in whatever words. */
const internalDigits = (text: string) =>
  numberText(text.slice(0, longest)).split(/[;,]/, 1)[0]!.replace(/\D/g, "");

/** The extension behind the number, which a person has to say or dial; null where there is none. */
export function extensionOf(raw: string): string | null {
  if (plain.test(raw)) return null;
  // With its code or without, an extension stands behind it: the country does not matter much.
  const found = readNumbers(raw, "").find(({ extension }) => extension !== null);
  return found?.extension ?? null;
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
 * returned as given; a hidden one is empty.
 *
 * @param options.country writes numbers of this country without its code
 */
export function formatPhoneNumber(
  number: Pick<PhoneNumber, "raw" | "e164">,
  options: { country?: string } = {},
): string {
  const text = number.e164 && formattedOnce(number.e164, options.country);
  if (text) return text;
  return isHiddenNumber(number.raw) ? "" : number.raw;
}

/** Lists show the same numbers again and again, and a number's plan is slow to look up. */
const formatted = new Map<string, string | null>();
const mostKept = 10_000;

/** @returns null for what no plan knows */
function formattedOnce(e164: string, country: string | undefined): string | null {
  const key = `${e164} ${country}`;
  let text = formatted.get(key);
  if (text === undefined) {
    const parsed = parsePhoneNumberFromString(e164);
    const isDomestic = country !== undefined && parsed?.country === country;
    text = (isDomestic ? parsed?.formatNational() : parsed?.formatInternational()) ?? null;
    if (formatted.size >= mostKept) formatted.clear();
    formatted.set(key, text);
  }
  return text;
}

/**
 * Whether the text may be sent to a provider for dialling: digits, one leading plus and separators.
 * Refuses service codes (`*21*…#` forwards somebody's calls) and control characters.
 */
export function isDialable(raw: string): boolean {
  if (raw.length > longest || !/^\+?[\d ().-]+$/.test(raw.replace(/^ +/, ""))) return false;
  // "380671002001.0" is a program's amount: whoever dials the nought calls somebody else.
  if (/^\+?\d{7,15}\.0{1,2}$/.test(raw)) return false;
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
export const longestTyped = 100;
const notOnKeys = /[^\d+() .*#-]/g;
/** An order to the exchange: without its signs it would be another number. */
const serviceCode = /^[*#]/;

/**
 * Extracts the number from pasted text or a `tel:` address, grouped as its country writes it. A number
 * that is not understood keeps what telephones have keys for.
 *
 * @param country ISO 3166 alpha-2; gives national numbers their meaning
 */
export function pastedNumber(text: string, country: string): string {
  const number = parsePhoneNumber(text.slice(0, longestTyped), country);
  if (number.e164) return formatPhoneNumber(number);
  const written = numberText(number.raw).replace(/^tel:/i, "");
  return written.split(/[;,]/, 1)[0]!.replace(notOnKeys, "").trim();
}

/**
 * What is dialled by a click: as it was typed, where that can be dialled, because some PBXs know only their
 * own spelling; else what was understood. Never the extension. Empty when nothing can be dialled.
 */
export function dialledNumber({ raw, e164 }: Pick<PhoneNumber, "raw" | "e164">): string {
  const typed = raw.replace(/\D/g, "");
  const isAsUnderstood = e164 === null || isSpellingOf(typed, raw.includes("+"), e164);
  if (isDialable(raw) && isAsUnderstood) return raw;
  if (e164 !== null) return e164;
  if (serviceCode.test(visibleText(raw))) return "";
  const digits = parsePhoneNumber(raw, "").digits;
  return isInternal(digits) && isDialable(digits) ? digits : "";
}

function isSpellingOf(typed: string, isInternational: boolean, e164: string): boolean {
  const digits = e164.slice(1);
  if (isInternational) return typed === digits;
  return typed === digits || typed.endsWith(digits) || nationalSpellings(e164).includes(typed);
}
