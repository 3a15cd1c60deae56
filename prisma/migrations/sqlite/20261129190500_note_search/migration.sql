-- The index of notes, beside that of contacts and companies (docs/decisions/013-search.md). Prisma knows nothing
-- of it. Running this again builds it anew, which the start does when it is found incomplete (lib/db/search-index.ts):
-- a migration that rebuilds "Note" drops the triggers.
DROP TRIGGER IF EXISTS "SearchNote_added";
DROP TRIGGER IF EXISTS "SearchNote_changed";
DROP TRIGGER IF EXISTS "SearchNote_removed";
DROP TABLE IF EXISTS "SearchNote";

-- Notes are stored as they were typed: FTS5 folds their case, the statements here ё. Whether a note holds a word is
-- looked up in the note itself. Deleted notes are not in it.
CREATE VIRTUAL TABLE "SearchNote" USING fts5(
  "text", content='', contentless_delete=1, detail=none, tokenize='trigram'
);

INSERT INTO "SearchNote" (rowid, "text")
  SELECT rowid, replace(replace("text", 'ё', 'е'), 'Ё', 'Е') FROM "Note" WHERE "deletedAt" IS NULL;

CREATE TRIGGER "SearchNote_added" AFTER INSERT ON "Note" WHEN new."deletedAt" IS NULL BEGIN
  INSERT INTO "SearchNote" (rowid, "text")
    VALUES (new.rowid, replace(replace(new."text", 'ё', 'е'), 'Ё', 'Е'));
END;
CREATE TRIGGER "SearchNote_changed" AFTER UPDATE OF "text", "deletedAt" ON "Note"
WHEN old."text" <> new."text" OR (old."deletedAt" IS NULL) <> (new."deletedAt" IS NULL) BEGIN
  DELETE FROM "SearchNote" WHERE rowid = old.rowid;
  INSERT INTO "SearchNote" (rowid, "text")
    SELECT new.rowid, replace(replace(new."text", 'ё', 'е'), 'Ё', 'Е')
    WHERE new."deletedAt" IS NULL;
END;
CREATE TRIGGER "SearchNote_removed" AFTER DELETE ON "Note" BEGIN
  DELETE FROM "SearchNote" WHERE rowid = old.rowid;
END;
