-- AlterTable
ALTER TABLE "Callback" ADD COLUMN     "promisedAt" TIMESTAMP(3);
