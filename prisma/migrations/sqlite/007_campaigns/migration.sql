-- CreateTable
CREATE TABLE "CampaignSound" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "providerFile" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "CampaignSound_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Campaign" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "soundId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "channels" INTEGER NOT NULL,
    "hoursFrom" INTEGER NOT NULL,
    "hoursTo" INTEGER NOT NULL,
    "weekdays" TEXT NOT NULL,
    "assumedZone" TEXT,
    "maxAttempts" INTEGER NOT NULL,
    "minGapMinutes" INTEGER NOT NULL,
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" DATETIME,
    "endedAt" DATETIME,
    "resumeAt" DATETIME,
    "detail" TEXT,
    CONSTRAINT "Campaign_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Campaign_soundId_fkey" FOREIGN KEY ("soundId") REFERENCES "CampaignSound" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Campaign_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CampaignTarget" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "campaignId" TEXT NOT NULL,
    "contactId" TEXT,
    "e164" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastAttemptAt" DATETIME,
    "nextAttemptAt" DATETIME NOT NULL,
    "disposition" TEXT,
    "callId" TEXT,
    "skippedReason" TEXT,
    CONSTRAINT "CampaignTarget_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "CampaignTarget_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DialAttempt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "campaignId" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "e164" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "deadline" DATETIME NOT NULL,
    "disposition" TEXT,
    "callId" TEXT,
    CONSTRAINT "DialAttempt_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DialAttempt_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NumberClaim" (
    "e164" TEXT NOT NULL PRIMARY KEY,
    "campaignId" TEXT NOT NULL,
    "channel" INTEGER NOT NULL,
    "until" DATETIME NOT NULL,
    "holder" TEXT NOT NULL,
    CONSTRAINT "NumberClaim_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Contact" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "companyId" TEXT,
    "ownerId" TEXT,
    "email" TEXT,
    "note" TEXT,
    "searchText" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "doNotCall" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Contact_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Contact_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Contact" ("companyId", "createdAt", "email", "id", "name", "note", "ownerId", "searchText", "updatedAt") SELECT "companyId", "createdAt", "email", "id", "name", "note", "ownerId", "searchText", "updatedAt" FROM "Contact";
DROP TABLE "Contact";
ALTER TABLE "new_Contact" RENAME TO "Contact";
CREATE INDEX "Contact_searchText_idx" ON "Contact"("searchText");
CREATE INDEX "Contact_companyId_idx" ON "Contact"("companyId");
CREATE INDEX "Contact_ownerId_idx" ON "Contact"("ownerId");
CREATE INDEX "Contact_updatedAt_idx" ON "Contact"("updatedAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "CampaignSound_key_key" ON "CampaignSound"("key");

-- CreateIndex
CREATE INDEX "Campaign_state_idx" ON "Campaign"("state");

-- CreateIndex
CREATE INDEX "Campaign_createdAt_idx" ON "Campaign"("createdAt");

-- CreateIndex
CREATE INDEX "CampaignTarget_campaignId_state_nextAttemptAt_idx" ON "CampaignTarget"("campaignId", "state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "CampaignTarget_contactId_idx" ON "CampaignTarget"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "CampaignTarget_campaignId_e164_key" ON "CampaignTarget"("campaignId", "e164");

-- CreateIndex
CREATE INDEX "DialAttempt_e164_startedAt_idx" ON "DialAttempt"("e164", "startedAt");

-- CreateIndex
CREATE INDEX "DialAttempt_endedAt_startedAt_idx" ON "DialAttempt"("endedAt", "startedAt");

-- CreateIndex
CREATE INDEX "DialAttempt_campaignId_startedAt_idx" ON "DialAttempt"("campaignId", "startedAt");

-- CreateIndex
CREATE INDEX "NumberClaim_until_idx" ON "NumberClaim"("until");

-- CreateIndex
CREATE UNIQUE INDEX "NumberClaim_campaignId_channel_key" ON "NumberClaim"("campaignId", "channel");
