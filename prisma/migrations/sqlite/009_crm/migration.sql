-- AlterTable
ALTER TABLE "Company" ADD COLUMN "note" TEXT;
ALTER TABLE "Company" ADD COLUMN "updatedAt" DATETIME;
ALTER TABLE "Company" ADD COLUMN "website" TEXT;

-- CreateTable
CREATE TABLE "ContactEmail" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "ContactEmail_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Tag" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "ContactTag" (
    "contactId" TEXT NOT NULL,
    "tagId" TEXT NOT NULL,

    PRIMARY KEY ("contactId", "tagId"),
    CONSTRAINT "ContactTag_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ContactTag_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ContactChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT NOT NULL,
    "userId" TEXT,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "fields" TEXT,
    "importId" TEXT,
    CONSTRAINT "ContactChange_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ContactChange_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ContactChange_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ContactImport" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "SavedView_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NotDuplicate" (
    "aId" TEXT NOT NULL,
    "bId" TEXT NOT NULL,

    PRIMARY KEY ("aId", "bId")
);

-- CreateTable
CREATE TABLE "ContactMerge" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "keptId" TEXT NOT NULL,
    "goneId" TEXT NOT NULL,
    "userId" TEXT,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "before" TEXT NOT NULL,
    "undoneAt" DATETIME,
    CONSTRAINT "ContactMerge_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ContactImport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT,
    "fileName" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" DATETIME,
    "undoneAt" DATETIME,
    CONSTRAINT "ContactImport_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportFailure" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "importId" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    CONSTRAINT "ImportFailure_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ContactImport" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Note" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT,
    "callId" TEXT,
    "userId" TEXT,
    "text" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "deletedAt" DATETIME,
    CONSTRAINT "Note_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Note_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Note_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Outcome" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT,
    "name" TEXT,
    "position" INTEGER NOT NULL,
    "archivedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Callback" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 1,
    "openKey" TEXT,
    "contactId" TEXT,
    "numberRaw" TEXT NOT NULL,
    "e164" TEXT,
    "kind" TEXT NOT NULL,
    "callId" TEXT,
    "leadId" TEXT,
    "connectionId" TEXT,
    "ownerId" TEXT,
    "note" TEXT,
    "waitingSince" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "postponedUntil" DATETIME,
    "missedCount" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastAttemptAt" DATETIME,
    "claimedById" TEXT,
    "claimedUntil" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" DATETIME,
    "closedById" TEXT,
    "closedReason" TEXT,
    "closedByCallId" TEXT,
    CONSTRAINT "Callback_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Callback_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Callback_claimedById_fkey" FOREIGN KEY ("claimedById") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NumberChoice" (
    "e164" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT,
    "chosenById" TEXT,
    "chosenAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "NumberChoice_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IgnoredNumber" (
    "e164" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "note" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- The one e-mail address becomes the first of several. SQLite folds Latin letters alone, which addresses are made of.
INSERT INTO "ContactEmail" ("id", "contactId", "address", "key", "position")
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), "id", "email", lower("email"), 0 FROM "Contact" WHERE "email" IS NOT NULL;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Contact" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "companyId" TEXT,
    "ownerId" TEXT,
    "note" TEXT,
    "searchText" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "doNotCall" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT,
    "deletedAt" DATETIME,
    "mergedIntoId" TEXT,
    "importId" TEXT,
    "companyKey" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "Contact_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Contact_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Contact_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Contact_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ContactImport" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Contact" ("companyId", "createdAt", "doNotCall", "id", "name", "note", "ownerId", "searchText", "updatedAt") SELECT "companyId", "createdAt", "doNotCall", "id", "name", "note", "ownerId", "searchText", "updatedAt" FROM "Contact";
DROP TABLE "Contact";
ALTER TABLE "new_Contact" RENAME TO "Contact";
CREATE INDEX "Contact_searchText_id_idx" ON "Contact"("searchText", "id");
CREATE INDEX "Contact_companyId_idx" ON "Contact"("companyId");
CREATE INDEX "Contact_ownerId_searchText_idx" ON "Contact"("ownerId", "searchText");
CREATE INDEX "Contact_updatedAt_id_idx" ON "Contact"("updatedAt", "id");
CREATE INDEX "Contact_createdAt_id_idx" ON "Contact"("createdAt", "id");
CREATE INDEX "Contact_companyKey_searchText_id_idx" ON "Contact"("companyKey", "searchText", "id");
CREATE INDEX "Contact_deletedAt_idx" ON "Contact"("deletedAt");
CREATE INDEX "Contact_importId_idx" ON "Contact"("importId");
CREATE INDEX "Contact_mergedIntoId_idx" ON "Contact"("mergedIntoId");
CREATE TABLE "new_Call" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 1,
    "connectionId" TEXT NOT NULL,
    "externalId" TEXT,
    "direction" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "disposition" TEXT,
    "clientRaw" TEXT NOT NULL,
    "clientE164" TEXT,
    "trunk" TEXT,
    "contactId" TEXT,
    "requestedById" TEXT,
    "startedAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    "endedAt" DATETIME,
    "talkSeconds" INTEGER,
    "recordingUrl" TEXT,
    "replayed" BOOLEAN NOT NULL DEFAULT false,
    "failure" TEXT,
    "told" TEXT,
    "clientCard" TEXT,
    "routing" TEXT,
    "outcomeId" TEXT,
    "wrappedUpById" TEXT,
    "wrappedUpAt" DATETIME,
    CONSTRAINT "Call_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Call_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Call_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Call_outcomeId_fkey" FOREIGN KEY ("outcomeId") REFERENCES "Outcome" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Call_wrappedUpById_fkey" FOREIGN KEY ("wrappedUpById") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Call" ("answeredAt", "clientCard", "clientE164", "clientRaw", "connectionId", "contactId", "direction", "disposition", "endedAt", "externalId", "failure", "id", "recordingUrl", "replayed", "requestedById", "routing", "startedAt", "state", "talkSeconds", "told", "trunk", "version") SELECT "answeredAt", "clientCard", "clientE164", "clientRaw", "connectionId", "contactId", "direction", "disposition", "endedAt", "externalId", "failure", "id", "recordingUrl", "replayed", "requestedById", "routing", "startedAt", "state", "talkSeconds", "told", "trunk", "version" FROM "Call";
DROP TABLE "Call";
ALTER TABLE "new_Call" RENAME TO "Call";
CREATE INDEX "Call_startedAt_id_idx" ON "Call"("startedAt", "id");
CREATE INDEX "Call_state_idx" ON "Call"("state");
CREATE INDEX "Call_contactId_startedAt_idx" ON "Call"("contactId", "startedAt");
CREATE INDEX "Call_clientE164_startedAt_idx" ON "Call"("clientE164", "startedAt");
CREATE INDEX "Call_requestedById_idx" ON "Call"("requestedById");
CREATE INDEX "Call_outcomeId_idx" ON "Call"("outcomeId");
CREATE INDEX "Call_wrappedUpById_idx" ON "Call"("wrappedUpById");
CREATE UNIQUE INDEX "Call_connectionId_externalId_key" ON "Call"("connectionId", "externalId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "ContactEmail_contactId_idx" ON "ContactEmail"("contactId");

-- CreateIndex
CREATE INDEX "ContactEmail_key_idx" ON "ContactEmail"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Tag_nameKey_key" ON "Tag"("nameKey");

-- CreateIndex
CREATE INDEX "ContactTag_tagId_idx" ON "ContactTag"("tagId");

-- CreateIndex
CREATE INDEX "ContactChange_contactId_at_idx" ON "ContactChange"("contactId", "at");

-- CreateIndex
CREATE INDEX "ContactChange_importId_idx" ON "ContactChange"("importId");

-- CreateIndex
CREATE INDEX "SavedView_userId_idx" ON "SavedView"("userId");

-- CreateIndex
CREATE INDEX "ContactMerge_keptId_idx" ON "ContactMerge"("keptId");

-- CreateIndex
CREATE INDEX "ContactMerge_goneId_idx" ON "ContactMerge"("goneId");

-- CreateIndex
CREATE INDEX "ContactImport_startedAt_idx" ON "ContactImport"("startedAt");

-- CreateIndex
CREATE INDEX "ImportFailure_importId_line_idx" ON "ImportFailure"("importId", "line");

-- CreateIndex
CREATE INDEX "Note_contactId_createdAt_idx" ON "Note"("contactId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Note_callId_userId_key" ON "Note"("callId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Outcome_key_key" ON "Outcome"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Callback_openKey_key" ON "Callback"("openKey");

-- CreateIndex
CREATE INDEX "Callback_closedAt_dueAt_idx" ON "Callback"("closedAt", "dueAt");

-- CreateIndex
CREATE INDEX "Callback_contactId_createdAt_idx" ON "Callback"("contactId", "createdAt");

-- CreateIndex
CREATE INDEX "Callback_e164_idx" ON "Callback"("e164");

-- CreateIndex
CREATE INDEX "Callback_ownerId_closedAt_idx" ON "Callback"("ownerId", "closedAt");

-- CreateIndex
CREATE INDEX "NumberChoice_contactId_idx" ON "NumberChoice"("contactId");

UPDATE "Contact" SET "companyKey" = (SELECT "nameKey" FROM "Company" WHERE "Company"."id" = "companyId")
WHERE "companyId" IS NOT NULL;

-- The outcomes a team begins with; `outcomes.<key>` words them until somebody renames them.
INSERT INTO "Outcome" ("id", "key", "position") VALUES
  ('01900000-0000-7000-8000-000000000001', 'agreed', 1),
  ('01900000-0000-7000-8000-000000000002', 'interested', 2),
  ('01900000-0000-7000-8000-000000000003', 'call-back', 3),
  ('01900000-0000-7000-8000-000000000004', 'answered', 4),
  ('01900000-0000-7000-8000-000000000005', 'not-interested', 5),
  ('01900000-0000-7000-8000-000000000006', 'wrong-number', 6);
