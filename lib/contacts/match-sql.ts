/**
 * Who has a number, in one statement for as many numbers as there are: the same for whoever writes
 * calls (on the short way) and whoever shows them (by Prisma), so that both always agree.
 */
import { documentRows } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import { nationalSpellings } from "#lib/phone-number";

export interface MatchRow {
  /** The number asked for. */
  e164: string;
  id: string;
  name: string;
  ownerId: string | null;
  company: string | null;
  /** Of the number among the contact's, from 0; null for a contact chosen without having it. */
  position: number | bigint | null;
  label: string | null;
  /** Only the national digits are equal: the stored number had no country. */
  national: boolean | number | bigint;
  /** Somebody has said that it is this one. */
  chosen: boolean | number;
  /** Somebody has said that it is none of those there were, and this contact was there. */
  passedOver: boolean | number;
}

/** The statement's parameter: each number itself, and each spelling it may have without its country. */
export function wantedNumbers(e164s: readonly string[]): (string | null)[][] {
  return [...new Set(e164s)].flatMap((e164) => [
    [e164, null],
    ...nationalSpellings(e164).map((digits) => [e164, digits]),
  ]);
}

/**
 * Best first: by the whole number, who waits to be called back, who was talked to last, who was edited
 * last. Ignored numbers have nobody, and contacts in the bin nothing.
 *
 * CROSS JOIN and coalesce keep SQLite from beginning with all contacts that are not in the bin, or all
 * numbers that are not understood.
 */
export function matchSql(dialect: Dialect): string {
  return `WITH wanted AS (${documentRows(dialect, { e164: "text", digits: "text" })}),
    hits AS (
      SELECT w."e164", n."contactId", n."position", n."label", 0 AS "national"
      FROM wanted w CROSS JOIN "ContactNumber" n
      WHERE w."digits" IS NULL AND n."e164" = w."e164"
      UNION ALL
      SELECT w."e164", n."contactId", n."position", n."label", 1
      FROM wanted w CROSS JOIN "ContactNumber" n
      WHERE n."digits" = w."digits" AND coalesce(n."e164", '') = ''
      UNION ALL
      SELECT w."e164", x."contactId", NULL, NULL, 0
      FROM wanted w CROSS JOIN "NumberChoice" x
      WHERE w."digits" IS NULL AND x."e164" = w."e164"
    )
    SELECT h."e164", p."id", p."name", p."ownerId", o."name" AS "company",
      h."position", h."label", h."national" = 1 AS "national",
      coalesce(x."contactId" = p."id", false) AS "chosen",
      x."e164" IS NOT NULL AND x."contactId" IS NULL AND p."createdAt" <= x."chosenAt"
        AS "passedOver"
    FROM hits h
    CROSS JOIN "Contact" p
    LEFT JOIN "Company" o ON o."id" = p."companyId"
    LEFT JOIN "NumberChoice" x ON x."e164" = h."e164"
    LEFT JOIN "IgnoredNumber" i ON i."e164" = h."e164"
    WHERE p."id" = h."contactId" AND p."deletedAt" IS NULL AND i."e164" IS NULL
    ORDER BY h."national",
      CASE WHEN EXISTS (SELECT 1 FROM "Callback" b WHERE b."openKey" = 'contact:' || p."id")
        THEN 0 ELSE 1 END,
      coalesce((SELECT max(c."startedAt") FROM "Call" c WHERE c."contactId" = p."id"),
        '1970-01-01') DESC,
      p."updatedAt" DESC, p."id", coalesce(h."position", 99)`;
}
