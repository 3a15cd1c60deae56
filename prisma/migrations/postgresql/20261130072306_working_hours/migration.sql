-- AlterTable
ALTER TABLE "Callback" ADD COLUMN     "waitedSeconds" INTEGER;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "workingHours" TEXT;
