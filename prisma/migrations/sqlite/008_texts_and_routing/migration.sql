-- AlterTable
ALTER TABLE "Extension" ADD COLUMN "awayAt" DATETIME;

-- AlterTable
ALTER TABLE "Call" ADD COLUMN "routing" TEXT;

-- CreateTable
CREATE TABLE "Sms" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 1,
    "connectionId" TEXT NOT NULL,
    "externalId" TEXT,
    "statusId" TEXT,
    "extension" TEXT NOT NULL,
    "userId" TEXT,
    "contactId" TEXT,
    "numberRaw" TEXT NOT NULL,
    "e164" TEXT,
    "direction" TEXT NOT NULL DEFAULT 'outgoing',
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "failure" TEXT,
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME,
    CONSTRAINT "Sms_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Sms_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Sms_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Sms_contactId_createdAt_idx" ON "Sms"("contactId", "createdAt");

-- CreateIndex
CREATE INDEX "Sms_e164_createdAt_idx" ON "Sms"("e164", "createdAt");

-- CreateIndex
CREATE INDEX "Sms_connectionId_extension_createdAt_idx" ON "Sms"("connectionId", "extension", "createdAt");

-- CreateIndex
CREATE INDEX "Sms_userId_idx" ON "Sms"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Sms_connectionId_externalId_key" ON "Sms"("connectionId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Sms_connectionId_statusId_key" ON "Sms"("connectionId", "statusId");
