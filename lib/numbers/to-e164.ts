/** One number's digits by the numbering plans of libphonenumber. */
import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type PhoneNumber as ParsedNumber,
} from "libphonenumber-js";

/** Numbers with fewer digits are internal extensions or service numbers. */
export const fewestDigits = 7;
/** Longest number, with an exit code in front of it. */
const mostDigits = 20;

/** How one dials abroad without a plus. */
const exitCode = /^(?:00|810)(?=\d{8})/;
/** Ukraine's trunk prefix until 2009 was 8, then 0; old address books are full of it. */
const oldUkrainian = /^80(?=\d{9}$)/;
/** A plus before a trunk prefix, which no calling code begins with (0) or few do (8). */
const trunkPrefix = /^[08]/;

/**
 * With its country's code a number may be any of possible length: providers hand out numbers long before
 * plans reach a library. Without one, the plan has to know it: ten digits are as often a tax number.
 *
 * @param written digits with separators, and perhaps a plus
 * @param country ISO 3166 alpha-2; gives numbers without a country code their meaning
 */
export function toE164(written: string, country: string): string | null {
  const digits = written.replace(/\D/g, "");
  if (digits.length < fewestDigits || digits.length > mostDigits) return null;
  if (written.includes("+")) {
    return international(digits) ?? (trunkPrefix.test(digits) ? withTrunk(digits, country) : null);
  }
  const exit = exitCode.exec(digits);
  const abroad = exit && international(digits.slice(exit[0].length));
  if (abroad) return abroad;
  const parsed = national(digits, country);
  const known = valid(parsed);
  if (known && !isNeighbours(parsed!, digits, country)) return known;
  // Providers drop the plus: "380441234567" at a Russian exchange is a Ukrainian number.
  return digits.length > 10 ? valid(parsePhoneNumberFromString(`+${digits}`)) : null;
}

function national(digits: string, country: string): ParsedNumber | undefined {
  if (!isSupportedCountry(country)) return undefined;
  return parsePhoneNumberFromString(spelling(digits, country), country);
}

/**
 * Whether ten digits are a number of the other country with the code 7 alone: from here it is dialled with
 * more, and bare ten digits that only its plan knows are as likely a tax number.
 */
function isNeighbours(parsed: ParsedNumber, digits: string, country: string): boolean {
  const isBare = parsed.countryCallingCode === "7" && digits.length === 10;
  return isBare && parsed.country !== undefined && parsed.country !== country;
}

function spelling(digits: string, country: CountryCode): string {
  return country === "UA" ? digits.replace(oldUkrainian, "0") : digits;
}

/** "+067 123 45 67": only where the first digit is nothing but the prefix. */
function withTrunk(digits: string, country: string): string | null {
  const parsed = national(digits, country);
  return parsed && parsed.nationalNumber.length < digits.length ? valid(parsed) : null;
}

function international(digits: string): string | null {
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  return parsed?.isPossible() ? parsed.number : null;
}

function valid(parsed: ParsedNumber | undefined): string | null {
  return parsed?.isValid() ? parsed.number : null;
}
