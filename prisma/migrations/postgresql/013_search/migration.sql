-- The search index (docs/decisions/013-search.md). Prisma knows nothing of it: its objects begin with
-- "Search". Running this again builds it anew, which the start does when it is found incomplete
-- (lib/db/search-index.ts).
--
-- A trusted extension: whoever may CREATE in the database may do this. Where the program's user may
-- not, an administrator of the server does it once, before the start (docs/search.md).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

DROP TRIGGER IF EXISTS "SearchContact_added" ON "Contact";
DROP TRIGGER IF EXISTS "SearchContact_changed" ON "Contact";
DROP TRIGGER IF EXISTS "SearchCompany_added" ON "Company";
DROP TRIGGER IF EXISTS "SearchCompany_changed" ON "Company";
DROP INDEX IF EXISTS "SearchContact";
DROP INDEX IF EXISTS "SearchContactBegin";
DROP INDEX IF EXISTS "SearchCompany";
DROP INDEX IF EXISTS "SearchCompanyBegin";
DROP TABLE IF EXISTS "SearchWord";

CREATE INDEX "SearchContact" ON "Contact" USING gin ("searchText" gin_trgm_ops);
CREATE INDEX "SearchCompany" ON "Company" USING gin ("nameKey" gin_trgm_ops);
-- For one or two letters, of which there are no trigrams. Byte order: no other finds what begins alike.
CREATE INDEX "SearchContactBegin" ON "Contact" ((left("searchText", 40)) COLLATE "C");
CREATE INDEX "SearchCompanyBegin" ON "Company" ((left("nameKey", 40)) COLLATE "C");

-- Every word of four letters or more of a name or company, for finding it in spite of a typo. Those
-- that nobody bears any more stay: what is found by them is searched for as well.
CREATE TABLE "SearchWord" ("word" text COLLATE "C" NOT NULL PRIMARY KEY);

CREATE OR REPLACE FUNCTION "SearchWord_of"(texts text[]) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT trim(both '«»"''(),;:!?' from "part")
  FROM unnest(texts) AS "text", unnest(string_to_array(replace("text", '-', ' '), ' ')) AS "part"
  WHERE length(trim(both '«»"''(),;:!?' from "part")) >= 4 AND "part" !~ '[0-9@.]'
$$;

INSERT INTO "SearchWord" ("word")
  SELECT DISTINCT "word" FROM (SELECT "searchText" AS "text" FROM "Contact"
    UNION ALL SELECT "nameKey" FROM "Company") AS texts, "SearchWord_of"(ARRAY["text"]) AS "word";

-- Once a statement, however many rows it brings; in one order, so that two writers do not block each
-- other for ever.
CREATE OR REPLACE FUNCTION "SearchWord_add"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'Contact' THEN
    INSERT INTO "SearchWord" ("word")
      SELECT "added" FROM "SearchWord_of"(ARRAY(SELECT "searchText" FROM "fresh")) AS "added"
      WHERE NOT EXISTS (SELECT 1 FROM "SearchWord" WHERE "word" = "added")
      ORDER BY "added" ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO "SearchWord" ("word")
      SELECT "added" FROM "SearchWord_of"(ARRAY(SELECT "nameKey" FROM "fresh")) AS "added"
      WHERE NOT EXISTS (SELECT 1 FROM "SearchWord" WHERE "word" = "added")
      ORDER BY "added" ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "SearchContact_added" AFTER INSERT ON "Contact"
  REFERENCING NEW TABLE AS "fresh" FOR EACH STATEMENT EXECUTE FUNCTION "SearchWord_add"();
CREATE TRIGGER "SearchContact_changed" AFTER UPDATE ON "Contact"
  REFERENCING NEW TABLE AS "fresh" FOR EACH STATEMENT EXECUTE FUNCTION "SearchWord_add"();
CREATE TRIGGER "SearchCompany_added" AFTER INSERT ON "Company"
  REFERENCING NEW TABLE AS "fresh" FOR EACH STATEMENT EXECUTE FUNCTION "SearchWord_add"();
CREATE TRIGGER "SearchCompany_changed" AFTER UPDATE ON "Company"
  REFERENCING NEW TABLE AS "fresh" FOR EACH STATEMENT EXECUTE FUNCTION "SearchWord_add"();
