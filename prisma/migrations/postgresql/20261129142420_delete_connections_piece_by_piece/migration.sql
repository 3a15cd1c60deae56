-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "deletedAt" TIMESTAMP(3);
