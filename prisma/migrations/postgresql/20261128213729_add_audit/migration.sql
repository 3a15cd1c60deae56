-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
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
    "lastAt" TIMESTAMP(3),
    "key" TEXT,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
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
CREATE FUNCTION "AuditEntry_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;
CREATE TRIGGER "AuditEntry_stays" BEFORE UPDATE OF "id", "at", "event", "userId", "userName", "sessionId", "address",
  "subjectKind", "subjectId", "subjectName", "searchText", "changes", "key" ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION "AuditEntry_refuse"('entries of the audit log are not changed');
CREATE TRIGGER "AuditEntry_counts" BEFORE UPDATE OF "count", "lastAt" ON "AuditEntry"
  FOR EACH ROW WHEN (NEW."count" <= OLD."count")
  EXECUTE FUNCTION "AuditEntry_refuse"('counts of the audit log only grow');
CREATE TRIGGER "AuditEntry_kept" BEFORE DELETE ON "AuditEntry"
  FOR EACH ROW WHEN (OLD."at" > (now() AT TIME ZONE 'UTC') - interval '30 days')
  EXECUTE FUNCTION "AuditEntry_refuse"('entries of the audit log are kept for thirty days');
CREATE TRIGGER "AuditEntry_whole" BEFORE TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION "AuditEntry_refuse"('entries of the audit log are kept for thirty days');
