-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "position" TEXT;
