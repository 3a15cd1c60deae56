/** What a change of a field was, piece by piece, before it is worded. */
import type { FieldChange, FieldValue } from "#lib/timeline/timeline-view";

export type FieldWords =
  | { how: "changed"; from: string; to: string }
  | { how: "set" | "cleared" | "added" | "removed"; value: string }
  | { how: "on" | "off" };

/** Longer values are cut: the card has them in full. */
const longest = 80;

/**
 * @param nameOf whose id it is, for fields that hold a person; null when nobody's
 * @returns nothing when the two are the same
 */
export function describeField(
  { field, from, to }: FieldChange,
  nameOf: (id: string) => string | null,
): FieldWords[] {
  if (typeof to === "boolean" || typeof from === "boolean") return [{ how: to ? "on" : "off" }];
  if (Array.isArray(from) || Array.isArray(to)) return describeList(listOf(from), listOf(to));
  const word = (value: FieldValue) =>
    typeof value === "string" ? short((field === "ownerId" && nameOf(value)) || value) : null;
  const [before, after] = [word(from), word(to)];
  if (before !== null && after !== null) {
    return before === after ? [] : [{ how: "changed", from: before, to: after }];
  }
  if (after !== null) return [{ how: "set", value: after }];
  return before === null ? [] : [{ how: "cleared", value: before }];
}

function describeList(from: readonly string[], to: readonly string[]): FieldWords[] {
  const removed = from.filter((one) => !to.includes(one));
  const added = to.filter((one) => !from.includes(one));
  return [
    ...removed.map((value) => ({ how: "removed" as const, value: short(value) })),
    ...added.map((value) => ({ how: "added" as const, value: short(value) })),
  ];
}

const listOf = (value: FieldValue): readonly string[] =>
  typeof value === "object" && value !== null ? value : [];

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
