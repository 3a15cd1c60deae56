-- AlterTable
ALTER TABLE "Contact" ADD COLUMN "birthday" TEXT;
