-- Nobody reads when a message was dealt with; it took a tenth of each row.
ALTER TABLE "InboxMessage" DROP COLUMN "settledAt";

-- Old texts are found by their time.
CREATE INDEX "Sms_createdAt_idx" ON "Sms"("createdAt");
