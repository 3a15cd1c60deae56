-- AlterTable
ALTER TABLE "Connection" ADD COLUMN "deletedAt" DATETIME;
