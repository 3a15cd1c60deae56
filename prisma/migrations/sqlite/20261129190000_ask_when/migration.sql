-- AlterTable
ALTER TABLE "Outcome" ADD COLUMN "askWhen" BOOLEAN NOT NULL DEFAULT false;

-- Whoever says "call back" is asked when.
UPDATE "Outcome" SET "askWhen" = true WHERE "key" = 'call-back';
