/** A number as people see it and as a click dials it: worked out once, where the world's numbering plans are known. */
import { dialledNumber, extensionOf, formatPhoneNumber, type PhoneNumber } from "./phone-number";

export interface ShownNumber {
  /** As its country writes it; empty for a hidden one. */
  shown: string;
  dialled: string;
  /** What was not understood is shown as it is written, its extension included. */
  extension: string | null;
}

export function shownNumber(number: Pick<PhoneNumber, "raw" | "e164">): ShownNumber {
  return {
    shown: formatPhoneNumber(number),
    dialled: dialledNumber(number),
    extension: number.e164 === null ? null : extensionOf(number.raw),
  };
}
