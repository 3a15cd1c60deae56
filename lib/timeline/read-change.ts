/** A stored change as its wording needs it; what nobody can read any more is left out. */
import { changeKinds, type ChangeEntry, type FieldChange, type FieldValue } from "./timeline-view";

/** @param row.fields JSON {field: {from, to}} */
export function readChange(row: {
  kind: string;
  userId: string | null;
  fields: string | null;
}): ChangeEntry {
  const kind = changeKinds.find((one) => one === row.kind) ?? "edited";
  return { kind, userId: row.userId, fields: kind === "edited" ? readFields(row.fields) : [] };
}

function readFields(json: string | null): FieldChange[] {
  const stored: unknown = json ? JSON.parse(json) : {};
  if (typeof stored !== "object" || stored === null) return [];
  return Object.entries(stored as Record<string, unknown>).map(([field, change]) => {
    const { from, to } = (change ?? {}) as { from?: unknown; to?: unknown };
    return { field, from: readValue(from), to: readValue(to) };
  });
}

function readValue(value: unknown): FieldValue {
  if (Array.isArray(value)) return value.map(readPiece);
  if (typeof value === "boolean") return value;
  return typeof value === "string" && value !== "" ? value : null;
}

/** One of several numbers, addresses or tags. */
function readPiece(piece: unknown): string {
  if (typeof piece !== "object" || piece === null) return String(piece);
  const { raw, address, name, label } = piece as Record<string, unknown>;
  const main = [raw, address, name].find((one) => typeof one === "string") ?? "";
  return typeof label === "string" && label !== "" ? `${String(main)} (${label})` : String(main);
}
