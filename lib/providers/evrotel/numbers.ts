/** Numbers as Evrotel dials them: `0XXXXXXXXX` or `380XXXXXXXXX`. */
import { ProviderError } from "../contract";

/** What is not Ukrainian goes as its digits: whether it is dialled is for Evrotel to say. */
export function toDial(number: string): string {
  const digits = number.replace(/\D/g, "").replace(/^00(?=380\d{9}$)/, "");
  if (/^80\d{9}$/.test(digits)) return digits.slice(1);
  // 67 985 39 13: without the trunk prefix.
  return /^[3-9]\d{8}$/.test(digits) ? `0${digits}` : digits;
}

/** @throws {ProviderError} for what is no Ukrainian number: automatic calls take no other */
export function toDialAlone(number: string): string {
  const international = toDial(number).replace(/^0(?=\d{9}$)/, "380");
  if (/^380\d{9}$/.test(international)) return international;
  throw new ProviderError("refused", "Evrotel's automatic calls go to Ukraine only", "number");
}
