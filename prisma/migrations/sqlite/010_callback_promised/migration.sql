-- AlterTable
ALTER TABLE "Callback" ADD COLUMN "promisedAt" DATETIME;
