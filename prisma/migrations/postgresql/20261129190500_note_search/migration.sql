-- The index of notes, beside that of contacts and companies (docs/decisions/013-search.md). Prisma knows nothing
-- of it. Running this again builds it anew, which the start does when it is found incomplete (lib/db/search-index.ts).
-- Notes are stored as they were typed; lib/search/find-notes.ts asks by this very expression.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

DROP INDEX IF EXISTS "SearchNote";

CREATE INDEX "SearchNote" ON "Note" USING gin (
  (replace(lower("text"), 'ё', 'е')) gin_trgm_ops
) WHERE "deletedAt" IS NULL;
