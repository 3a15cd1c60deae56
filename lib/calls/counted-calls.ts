/** The definitions of docs/statistics.md as conditions on a call `c`: what figures count, and what journals show of them. */
import { sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import type { CountedAs } from "./counted-as";

export const isIncoming = sql`c."direction" = 'incoming'`;
export const isAnswered = sql`c."disposition" = 'answered'`;
export const isByPerson = sql`c."direction" = 'outgoing' AND c."handledById" IS NOT NULL`;
export const isAutomatic = sql`c."direction" = 'outgoing' AND c."handledById" IS NULL`;

/**
 * Over, with a client, and really made: no call came of what the provider refused to dial. Only failed calls
 * are looked up outside the index of statistics.
 */
export const isCounted = sql`c."disposition" IS NOT NULL AND c."direction" <> 'internal'
  AND (c."disposition" <> 'failed' OR c."failure" IS NULL)`;

const sets: Record<CountedAs, Sql> = {
  calls: sql`NOT (${isAutomatic})`,
  incoming: isIncoming,
  answered: sql`${isIncoming} AND ${isAnswered}`,
  missed: sql`${isIncoming} AND NOT (${isAnswered})`,
  outgoing: isByPerson,
  reached: sql`${isByPerson} AND ${isAnswered}`,
  automatic: isAutomatic,
  talks: sql`${isAnswered} AND NOT (${isAutomatic})`,
};

/** Exactly the calls that a figure counts. */
export const isCountedAs = (figure: CountedAs): Sql => sql`${isCounted} AND ${sets[figure]}`;
