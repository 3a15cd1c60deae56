-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "clientOwnerId" TEXT;

-- AlterTable
ALTER TABLE "Sms" ADD COLUMN     "clientOwnerId" TEXT;

-- Whose client it was when what is recorded already came: the nearest known is whose it is now.
UPDATE "Call" SET "clientOwnerId" = p."ownerId" FROM "Contact" p WHERE p."id" = "Call"."contactId";
UPDATE "Sms" SET "clientOwnerId" = p."ownerId" FROM "Contact" p WHERE p."id" = "Sms"."contactId";

-- CreateTable
CREATE TABLE "CallbackChange" (
    "id" TEXT NOT NULL,
    "callbackId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "until" TIMESTAMP(3),
    "toId" TEXT,

    CONSTRAINT "CallbackChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CallbackChange_callbackId_at_idx" ON "CallbackChange"("callbackId", "at");

-- CreateIndex
CREATE INDEX "Call_clientOwnerId_idx" ON "Call"("clientOwnerId");

-- AddForeignKey
ALTER TABLE "CallbackChange" ADD CONSTRAINT "CallbackChange_callbackId_fkey" FOREIGN KEY ("callbackId") REFERENCES "Callback"("id") ON DELETE CASCADE ON UPDATE CASCADE;
