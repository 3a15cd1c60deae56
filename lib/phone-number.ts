/** Telephone numbers: what was typed or sent, what it means, how it is shown. Never throws. */
import parse, { type CountryCode } from "libphonenumber-js/max";

export interface PhoneNumber {
  raw: string;
  /** Null when it can't be understood as one subscriber's full number: such a number matches nobody. */
  e164: string | null;
  /** The digits alone. */
  digits: string;
}

/** Fewer digits are an extension or a service, not a subscriber. */
const shortest = 7;
/** Codes for the exchange itself, like *21*…#. */
const serviceCode = /[*#]/;
const extensionPart = /\s*(?:;ext=|доб\.?|вн\.?|ext\.?|x)\s*\d+\s*$/i;

/**
 * @param country ISO 3166 alpha-2 of the connection or installation: gives national numbers meaning.
 * The number's length has to be possible, not its range assigned: providers and people use numbers
 * that no table knows yet.
 */
export function parsePhoneNumber(raw: string, country: string): PhoneNumber {
  const digits = raw.normalize("NFKC").replace(/\D/g, "");
  return { raw, e164: toE164(raw, country as CountryCode), digits };
}

function toE164(raw: string, country: CountryCode): string | null {
  if (serviceCode.test(raw)) return null;
  const text = raw.normalize("NFKC").trim().replace(extensionPart, "");
  const digits = text.replace(/\D/g, "");
  if (digits.length < shortest || digits.length > 15) return null;
  if (/[^\d\s+().\-‐-―/]/.test(text.replace(/^tel:/i, ""))) return null;
  const spelt = text.startsWith("+") || !international[country]?.test(digits) ? text : `+${digits.replace(/^00|^810/, "")}`;
  // Providers leave out the plus: 380…, 7… and the like are tried as they would be with one.
  const candidates = [spelt, ...(spelt.startsWith("+") ? [] : [`+${digits}`])];
  for (const candidate of candidates) {
    const number = parse(candidate, country);
    if (number?.isPossible()) return number.number;
  }
  return null;
}

/** How a country's people dial abroad, where it is not plainly 00. */
const international: Partial<Record<CountryCode, RegExp>> = {
  RU: /^810\d{7}|^00[1-9]/,
  KZ: /^810\d{7}|^00[1-9]/,
  UA: /^00[1-9]/,
};

/** Grouped as its own country writes it, with the country code; what can't be understood stays as it came. */
export function formatPhoneNumber(number: { raw: string; e164: string | null }): string {
  return (number.e164 && parse(number.e164)?.formatInternational()) || number.raw;
}

/** Digits, an optional leading plus and the separators people write; nothing a PBX could take for a command. */
export function isDialable(raw: string): boolean {
  const text = raw.trim();
  return /^\+?[\d\s().\-]{1,40}$/.test(text) && /^\d{2,15}$/.test(text.replace(/\D/g, "")) && !/[\n\r\t]/.test(text);
}
