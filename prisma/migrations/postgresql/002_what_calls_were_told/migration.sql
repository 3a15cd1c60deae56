-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "told" TEXT;
