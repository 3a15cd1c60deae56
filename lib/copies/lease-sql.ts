/** The two statements of leases, for PostgreSQL: SQLite's file has one program, which needs none. */
import { documentRows, postgresqlNow as now } from "#lib/db/json-sql";

/** How long a lease is good for, in ms. */
export const leaseFor = 4_000;

export interface LeaseRow {
  key: string;
  holder: string;
  fence: number;
  /** For how long yet, in ms; negative when it has run out. */
  left: number;
  note: string | null;
  /** The database's clock, in ms since 1970. */
  now: number;
}

/**
 * Takes those that are free and that the copy wants to take, renews those that it has, and returns all that it has asked
 * for, with who holds them. In the keys' order, so that two copies that ask at once do not wait for each other.
 */
export const readLeasesSql = `
  WITH wanted AS (${documentRows("postgresql", { key: "text", holder: "text", note: "text", take: "boolean" })}),
  taken AS (
    INSERT INTO "Lease" ("key", "holder", "fence", "until", "note")
    SELECT "key", "holder", 1, ${now} + interval '${leaseFor} milliseconds', "note"
    FROM wanted WHERE "take" ORDER BY "key"
    ON CONFLICT ("key") DO UPDATE SET
      "holder" = excluded."holder", "until" = excluded."until", "note" = excluded."note",
      "fence" = "Lease"."fence" + CASE WHEN "Lease"."holder" = excluded."holder" THEN 0 ELSE 1 END
    WHERE "Lease"."holder" = excluded."holder" OR "Lease"."until" < ${now}
    RETURNING "key", "holder", "fence", "until", "note"
  ),
  seen AS (
    SELECT * FROM taken
    UNION ALL
    SELECT l."key", l."holder", l."fence", l."until", l."note"
    FROM "Lease" l JOIN wanted ON wanted."key" = l."key"
    WHERE NOT EXISTS (SELECT 1 FROM taken WHERE taken."key" = l."key")
  )
  SELECT "key", "holder", "fence", "note",
    (extract(epoch FROM "until" - ${now}) * 1000)::float8 AS "left",
    (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "now"
  FROM seen`;

/** Ends the copy's leases now; a holder that comes back later gets a new fence, if another had it meanwhile. */
export const returnLeasesSql = `
  WITH given AS (${documentRows("postgresql", { key: "text", holder: "text" })})
  UPDATE "Lease" SET "until" = ${now}
  FROM given WHERE given."key" = "Lease"."key" AND given."holder" = "Lease"."holder"`;
