-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "event" TEXT NOT NULL,
    "userId" TEXT,
    "userName" TEXT,
    "sessionId" TEXT,
    "address" TEXT,
    "subjectKind" TEXT,
    "subjectId" TEXT,
    "subjectName" TEXT,
    "searchText" TEXT NOT NULL,
    "changes" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "lastAt" DATETIME,
    "key" TEXT
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_key_key" ON "AuditEntry"("key");

-- CreateIndex
CREATE INDEX "AuditEntry_at_id_idx" ON "AuditEntry"("at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_userId_at_idx" ON "AuditEntry"("userId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_event_at_idx" ON "AuditEntry"("event", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_subjectKind_subjectId_at_idx" ON "AuditEntry"("subjectKind", "subjectId", "at");

-- What is written stays: a count alone may grow, and rows go when they are thirty days old.
CREATE TRIGGER "AuditEntry_stays" BEFORE UPDATE OF "id", "at", "event", "userId", "userName", "sessionId", "address",
  "subjectKind", "subjectId", "subjectName", "searchText", "changes", "key" ON "AuditEntry" BEGIN
  SELECT RAISE(ABORT, 'entries of the audit log are not changed');
END;
CREATE TRIGGER "AuditEntry_counts" BEFORE UPDATE OF "count", "lastAt" ON "AuditEntry" WHEN new."count" <= old."count" BEGIN
  SELECT RAISE(ABORT, 'counts of the audit log only grow');
END;
CREATE TRIGGER "AuditEntry_kept" BEFORE DELETE ON "AuditEntry"
WHEN julianday(old."at") IS NULL OR julianday(old."at") > julianday('now') - 30 BEGIN
  SELECT RAISE(ABORT, 'entries of the audit log are kept for thirty days');
END;
