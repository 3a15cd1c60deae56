-- CreateIndex
CREATE INDEX "Contact_searchText_id_deletedAt_idx" ON "Contact"("searchText", "id", "deletedAt");

-- DropIndex: after the other is there, for it keeps even readers out until this is committed.
DROP INDEX "Contact_searchText_id_idx";
