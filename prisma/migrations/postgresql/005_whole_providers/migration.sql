-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "historyReadUntil" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Extension" ADD COLUMN     "away" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "clientCard" TEXT;
