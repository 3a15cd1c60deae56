-- AlterTable
ALTER TABLE "ContactImport" ADD COLUMN     "starts" INTEGER NOT NULL DEFAULT 0;
