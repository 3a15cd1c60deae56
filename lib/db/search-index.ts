/**
 * Questions that tell whether the search index is whole. It belongs to no model, and a later migration
 * that rebuilds a table on SQLite drops the table's triggers silently: so each start asks, and builds
 * the index anew when it must (`migrations.ts`).
 */

const sqliteObjects = ["SearchContact", "SearchCompany", "SearchNote"].flatMap((name) => [
  name,
  `${name}_added`,
  `${name}_changed`,
  `${name}_removed`,
]);

/** Each of the questions below is answered with one row, with the column `whole`. */
export const sqliteIndexObjects = `SELECT count(*) = ${sqliteObjects.length + 1} AS "whole"
  FROM sqlite_master
  WHERE "name" IN (${[...sqliteObjects, "SearchWord"].map((name) => `'${name}'`).join(", ")})`;

/**
 * Counting a million rows takes some 50 ms. The samples find rows that got other numbers, as in a copy
 * made with `.dump`.
 */
export const sqliteIndexRows = `SELECT
    (SELECT count(*) FROM "SearchContact_docsize")
      = (SELECT count(*) FROM "Contact") - (SELECT count("deletedAt") FROM "Contact")
    AND (SELECT count(*) FROM "SearchCompany_docsize") = (SELECT count(*) FROM "Company")
    AND (SELECT count(*) FROM "SearchNote_docsize")
      = (SELECT count(*) FROM "Note") - (SELECT count("deletedAt") FROM "Note")
    AND NOT EXISTS (
      SELECT 1 FROM (
        SELECT * FROM (SELECT rowid AS "row", substr("searchText", 1, 3) AS "letters", "deletedAt"
          FROM "Contact" ORDER BY rowid LIMIT 20)
        UNION ALL
        SELECT * FROM (SELECT rowid, substr("searchText", 1, 3), "deletedAt"
          FROM "Contact" ORDER BY rowid DESC LIMIT 20)
      ) WHERE "deletedAt" IS NULL AND length("letters") = 3 AND NOT EXISTS (
        SELECT 1 FROM "SearchContact"
        WHERE "SearchContact" MATCH '"' || replace("letters", '"', '""') || '"' AND rowid = "row"
      )
    ) AS "whole"`;

/** How many rows the index is built of, in both databases' words. */
export const rowsToIndex = `SELECT (SELECT count(*) FROM "Contact") + (SELECT count(*) FROM "Company")
  + (SELECT count(*) FROM "Note") AS "rows"`;

export const postgresqlIndexIsWhole = `SELECT
    (SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = pg_index.indexrelid
      WHERE indisvalid AND pg_table_is_visible(pg_class.oid) AND relname IN
        ('SearchContact', 'SearchCompany', 'SearchNote', 'SearchContactBegin', 'SearchCompanyBegin')) = 5
    AND (SELECT count(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = pg_trigger.tgrelid
      WHERE pg_table_is_visible(pg_class.oid) AND tgname IN ('SearchContact_added',
        'SearchContact_changed', 'SearchCompany_added', 'SearchCompany_changed')) = 4
    AND to_regclass('"SearchWord"') IS NOT NULL AS "whole"`;
