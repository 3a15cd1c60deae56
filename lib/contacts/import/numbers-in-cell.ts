/** Telephone numbers as people put them into one cell of a spreadsheet. */
import { isHiddenNumber } from "#lib/numbers/hidden-number";
import { numberText, visibleText } from "#lib/numbers/number-text";
import { purposeOf, type NumberPurpose } from "#lib/numbers/number-words";
import { isRounded, readNumbers } from "#lib/numbers/read-numbers";

export interface WrittenNumber {
  text: string;
  label: string | null;
  /** What the label says it is for, when it says nothing else. */
  purpose: NumberPurpose | null;
}

/** Several numbers of one cell, with what is said of each; a cell of none is one, as it is written. */
export function numbersIn(cell: string, country: string): WrittenNumber[] {
  const seen = visibleText(cell);
  const found = readNumbers(seen, country);
  if (found.length === 0) return seen === "" ? [] : [{ text: seen, label: null, purpose: null }];
  return found.map(({ raw, label }) => {
    const purpose = label === null ? null : purposeOf(label);
    return { text: raw, label, purpose };
  });
}

/** @param most the longest number, in characters */
export function problemOfNumber(
  text: string,
  most: number,
): "rounded" | "tooLong" | "number" | null {
  // "unknown", or a row of noughts, stands where there is none.
  if (isHiddenNumber(text)) return "number";
  if (isRounded(text)) return "rounded";
  if (text.length > most) return "tooLong";
  return numberText(text).replace(/\D/g, "").length < 2 ? "number" : null;
}
