import { Temporal } from "temporal-polyfill";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { AuditOptions } from "./list-options";

/**
 * The entries that options ask for.
 * @param zone IANA name, in which the days begin
 */
export function entriesOf(options: AuditOptions, zone: string): Prisma.AuditEntryWhereInput {
  const { person, group, from, to, q } = options;
  return {
    ...(person && { userId: person === "nobody" ? null : person }),
    ...(group && { event: { startsWith: `${group}.` } }),
    ...((from ?? to) && {
      at: { ...(from && { gte: startOf(from, zone) }), ...(to && { lt: startOf(to, zone, 1) }) },
    }),
    ...(q && { searchText: { contains: q.toLowerCase() } }),
  };
}

function startOf(date: string, zone: string, later = 0): Date {
  const first = Temporal.PlainDate.from(date).add({ days: later });
  return new Date(first.toZonedDateTime(zone).epochMilliseconds);
}
