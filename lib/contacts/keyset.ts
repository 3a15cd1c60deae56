/**
 * Pages by where the last one ended, not by how many come before: page 10,000 costs what page 1 does.
 * Each range below is one walk along one index; "later, or equal and with a later id" in one
 * condition is not, on either database.
 */
import { z } from "zod";
import type { Prisma } from "#lib/db/generated/sqlite/client";

type Where = Prisma.ContactWhereInput;
export type SortColumn = "searchText" | "companyKey" | "createdAt" | "updatedAt" | "id";
type Direction = "asc" | "desc";

/** A part of a list with an order of its own; a list is its parts, one after the other. */
export interface Part {
  where: Where;
  /** Only rows whose first column is above this. Not in `where`: of two lower bounds SQLite walks from the first. */
  above?: string;
  /** From the most significant to the id, with which no two rows are equal. */
  columns: readonly SortColumn[];
}

/** A row's place in a list. */
export interface Place {
  part: number;
  /** By the part's columns; times in ISO 8601. */
  values: string[];
}

/** A walk along an index. */
export interface Range {
  where: Where;
  orderBy: Partial<Record<SortColumn, Direction>>[];
}

const turned = { asc: "desc", desc: "asc" } as const;

/**
 * The rows after a place (all, when there is none) as ranges, to be read one after the other.
 * @param options.backwards the rows before it, the nearest first
 */
export function rangesFrom(
  parts: readonly Part[],
  place: Place | null,
  { order, backwards = false }: { order: Direction; backwards?: boolean },
): Range[] {
  const direction = backwards ? turned[order] : order;
  const ahead = parts.map((part, index) => ({ part, index }));
  if (backwards) ahead.reverse();
  const from = place ? ahead.findIndex(({ index }) => index === place.part) : 0;
  return ahead.slice(from).flatMap(({ part, index }) => {
    const orderBy = part.columns.map((column) => ({ [column]: direction }));
    const beyond = place?.part === index ? beyondPlace(part, place, direction) : [whole(part)];
    return beyond.map((range) => ({ where: { AND: [part.where, range] }, orderBy }));
  });
}

function whole({ columns, above }: Part): Where {
  return above === undefined ? {} : { [columns[0]!]: { gt: above } };
}

/** Those equal in all but the last column, then in all but the last two, and so on. */
function beyondPlace({ columns, above }: Part, { values }: Place, direction: Direction): Where[] {
  return columns
    .map((column, last) => ({
      ...Object.fromEntries(columns.slice(0, last).map((column, index) => [column, values[index]])),
      [column]:
        direction === "asc"
          ? { gt: values[last] }
          : { lt: values[last], ...(last === 0 && above !== undefined && { gt: above }) },
    }))
    .reverse();
}

const placeSchema = z.tuple([z.number().int().min(0)]).rest(z.string());

/** For an address; null when it is not one of this list (a link must not break). */
export function readPlace(text: string, parts: readonly Part[]): Place | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    const [part, ...values] = placeSchema.parse(json);
    const columns = parts[part]?.columns;
    if (columns?.length !== values.length) return null;
    const sound = columns.every((column, index) => isSound(column, values[index]!));
    return sound ? { part, values } : null;
  } catch {
    return null;
  }
}

function isSound(column: SortColumn, value: string): boolean {
  return !column.endsWith("At") || z.iso.datetime().safeParse(value).success;
}

export function writePlace({ part, values }: Place): string {
  return Buffer.from(JSON.stringify([part, ...values])).toString("base64url");
}
