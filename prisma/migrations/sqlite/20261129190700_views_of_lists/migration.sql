-- AlterTable
ALTER TABLE "SavedView" ADD COLUMN "list" TEXT NOT NULL DEFAULT 'contacts';
