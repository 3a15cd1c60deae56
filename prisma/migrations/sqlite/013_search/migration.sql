-- The search index (docs/decisions/013-search.md). Prisma knows nothing of it: its objects begin with
-- "Search". Running this again builds it anew, which the start does when it is found incomplete
-- (lib/db/search-index.ts): a migration that rebuilds "Contact" or "Company" drops the triggers.
DROP TRIGGER IF EXISTS "SearchContact_added";
DROP TRIGGER IF EXISTS "SearchContact_changed";
DROP TRIGGER IF EXISTS "SearchContact_removed";
DROP TRIGGER IF EXISTS "SearchCompany_added";
DROP TRIGGER IF EXISTS "SearchCompany_changed";
DROP TRIGGER IF EXISTS "SearchCompany_removed";
DROP TABLE IF EXISTS "SearchContact";
DROP TABLE IF EXISTS "SearchCompany";
DROP TABLE IF EXISTS "SearchWord";

-- Which rows hold which three letters, and nothing else: where in the text they stand is looked up in
-- the row itself. The text is folded already. Deleted contacts are not in it.
CREATE VIRTUAL TABLE "SearchContact" USING fts5(
  "text", content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE "SearchCompany" USING fts5(
  "text", content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1'
);
-- Every word of four letters or more of a name or company, for finding it in spite of a typo. Those
-- that nobody bears any more stay: what is found by them is searched for as well.
CREATE TABLE "SearchWord" ("word" TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

INSERT INTO "SearchContact" (rowid, "text")
  SELECT rowid, "searchText" FROM "Contact" WHERE "deletedAt" IS NULL;
INSERT INTO "SearchCompany" (rowid, "text") SELECT rowid, "nameKey" FROM "Company";
INSERT INTO "SearchWord" ("word")
  SELECT DISTINCT trim(value, '«»"''(),;:!?')
  FROM (SELECT "searchText" AS "text" FROM "Contact" UNION ALL SELECT "nameKey" FROM "Company"),
    json_each('[' || replace(replace(json_quote("text"), '-', ' '), ' ', '","') || ']')
  WHERE length(trim(value, '«»"''(),;:!?')) >= 4 AND value NOT GLOB '*[0-9@.]*';

CREATE TRIGGER "SearchContact_added" AFTER INSERT ON "Contact" WHEN new."deletedAt" IS NULL BEGIN
  INSERT INTO "SearchContact" (rowid, "text") VALUES (new.rowid, new."searchText");
  INSERT INTO "SearchWord" ("word")
    SELECT DISTINCT trim(value, '«»"''(),;:!?') AS "added"
    FROM json_each('[' || replace(replace(json_quote(new."searchText"), '-', ' '), ' ', '","') || ']')
    WHERE length("added") >= 4 AND value NOT GLOB '*[0-9@.]*'
      AND NOT EXISTS (SELECT 1 FROM "SearchWord" WHERE "word" = "added");
END;
CREATE TRIGGER "SearchContact_changed" AFTER UPDATE OF "searchText", "deletedAt" ON "Contact"
WHEN old."searchText" <> new."searchText" OR (old."deletedAt" IS NULL) <> (new."deletedAt" IS NULL) BEGIN
  DELETE FROM "SearchContact" WHERE rowid = old.rowid;
  INSERT INTO "SearchContact" (rowid, "text")
    SELECT new.rowid, new."searchText" WHERE new."deletedAt" IS NULL;
  INSERT INTO "SearchWord" ("word")
    SELECT DISTINCT trim(value, '«»"''(),;:!?') AS "added"
    FROM json_each('[' || replace(replace(json_quote(new."searchText"), '-', ' '), ' ', '","') || ']')
    WHERE length("added") >= 4 AND value NOT GLOB '*[0-9@.]*'
      AND NOT EXISTS (SELECT 1 FROM "SearchWord" WHERE "word" = "added");
END;
CREATE TRIGGER "SearchContact_removed" AFTER DELETE ON "Contact" BEGIN
  DELETE FROM "SearchContact" WHERE rowid = old.rowid;
END;

CREATE TRIGGER "SearchCompany_added" AFTER INSERT ON "Company" BEGIN
  INSERT INTO "SearchCompany" (rowid, "text") VALUES (new.rowid, new."nameKey");
  INSERT INTO "SearchWord" ("word")
    SELECT DISTINCT trim(value, '«»"''(),;:!?') AS "added"
    FROM json_each('[' || replace(replace(json_quote(new."nameKey"), '-', ' '), ' ', '","') || ']')
    WHERE length("added") >= 4 AND value NOT GLOB '*[0-9@.]*'
      AND NOT EXISTS (SELECT 1 FROM "SearchWord" WHERE "word" = "added");
END;
CREATE TRIGGER "SearchCompany_changed" AFTER UPDATE OF "nameKey" ON "Company"
WHEN old."nameKey" <> new."nameKey" BEGIN
  DELETE FROM "SearchCompany" WHERE rowid = old.rowid;
  INSERT INTO "SearchCompany" (rowid, "text") VALUES (new.rowid, new."nameKey");
  INSERT INTO "SearchWord" ("word")
    SELECT DISTINCT trim(value, '«»"''(),;:!?') AS "added"
    FROM json_each('[' || replace(replace(json_quote(new."nameKey"), '-', ' '), ' ', '","') || ']')
    WHERE length("added") >= 4 AND value NOT GLOB '*[0-9@.]*'
      AND NOT EXISTS (SELECT 1 FROM "SearchWord" WHERE "word" = "added");
END;
CREATE TRIGGER "SearchCompany_removed" AFTER DELETE ON "Company" BEGIN
  DELETE FROM "SearchCompany" WHERE rowid = old.rowid;
END;
