/** What somebody typed, pasted or clicked elsewhere, as a number to dial. */
import { formatPhoneNumber, parsePhoneNumber } from "#lib/phone-number";

/** Longer is no number, whatever it is. */
const longest = 100;
const notDialled = /[^\d+() .-]/g;

/** While it is typed: nothing but what may be dialled; the digits stay where they are. */
export function typedNumber(text: string): string {
  return text.slice(0, longest).replace(notDialled, "");
}

/**
 * Of something pasted, or a `tel:` address: the number alone, grouped as its country writes it; what is
 * not understood keeps its digits.
 *
 * @param country ISO 3166 alpha-2; gives national numbers their meaning
 */
export function pastedNumber(text: string, country: string): string {
  const number = parsePhoneNumber(text.slice(0, longest), country);
  if (number.e164) return formatPhoneNumber(number);
  return typedNumber(number.raw.replace(/^tel:/i, "").replace(/[;,].*$/, "")).trim();
}
