-- AlterTable
ALTER TABLE "Callback" ADD COLUMN "task" TEXT NOT NULL DEFAULT 'call';
