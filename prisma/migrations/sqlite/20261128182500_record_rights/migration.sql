-- AlterTable
ALTER TABLE "Call" ADD COLUMN "clientOwnerId" TEXT;

-- AlterTable
ALTER TABLE "Sms" ADD COLUMN "clientOwnerId" TEXT;

-- Whose client it was when what is recorded already came: the nearest known is whose it is now.
UPDATE "Call" SET "clientOwnerId" = (SELECT p."ownerId" FROM "Contact" p WHERE p."id" = "Call"."contactId")
WHERE "contactId" IS NOT NULL;
UPDATE "Sms" SET "clientOwnerId" = (SELECT p."ownerId" FROM "Contact" p WHERE p."id" = "Sms"."contactId")
WHERE "contactId" IS NOT NULL;

-- CreateTable
CREATE TABLE "CallbackChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "callbackId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "until" DATETIME,
    "toId" TEXT,
    CONSTRAINT "CallbackChange_callbackId_fkey" FOREIGN KEY ("callbackId") REFERENCES "Callback" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "CallbackChange_callbackId_at_idx" ON "CallbackChange"("callbackId", "at");

-- CreateIndex
CREATE INDEX "Call_clientOwnerId_idx" ON "Call"("clientOwnerId");
