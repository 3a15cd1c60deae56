/** Telephone numbers as people put them into one cell of a spreadsheet. */

export interface WrittenNumber {
  text: string;
  label: string | null;
}

/** Several numbers in one cell; an extension ("…, доб. 12") is not one of its own. */
export function numbersIn(cell: string): WrittenNumber[] {
  if (rounded.test(cell)) return [{ text: cell, label: null }];
  const [first = "", ...rest] = cell.split(/([;,|/\n]+)/);
  const parts = [first];
  for (let at = 0; at < rest.length; at += 2) {
    const [separators, text] = [rest[at]!, rest[at + 1]!];
    if (numberAtStart.test(text.trimStart())) parts.push(text);
    else parts.push(`${parts.pop()!}${separators}${text}`);
  }
  return parts
    .map((part) => part.trim().replace(/(?<![;,|/])[;,|/]+$/, ""))
    .filter(Boolean)
    .map(withoutLabel);
}

/** A number, or one with what it is for in front: "моб.: 8 912 …". */
const numberAtStart = /^(?:[^\d+()]{1,40}:\s*)?\+?[\d(][\d\s().-]{4}/;

/** "+7 912 000-11-22 (Мария)": what stands behind a number says whose it is. */
function withoutLabel(text: string): WrittenNumber {
  const match = /^([+\d][\d\s().-]*\d)\s*\(([^()\d]{1,40})\)$/.exec(text);
  return match ? { text: match[1]!, label: match[2]!.trim() } : { text, label: null };
}

/** A spreadsheet that took the number for an amount: its last digits are gone. */
const rounded = /^\d[.,]\d+E\+?\d+$/i;

/** @param most the longest number, in characters */
export function problemOfNumber(
  text: string,
  most: number,
): "rounded" | "tooLong" | "number" | null {
  if (rounded.test(text)) return "rounded";
  if (text.length > most) return "tooLong";
  return text.replace(/\D/g, "").length < 2 ? "number" : null;
}
