-- DropIndex
DROP INDEX "Contact_deletedAt_idx";

-- DropIndex
DROP INDEX "Contact_mergedIntoId_idx";

-- CreateIndex
CREATE INDEX "Contact_source_searchText_idx" ON "Contact"("source", "searchText");

-- CreateIndex
CREATE INDEX "Contact_mergedIntoId_deletedAt_idx" ON "Contact"("mergedIntoId", "deletedAt");
