-- AlterTable
ALTER TABLE "User" ADD COLUMN     "doNotDisturb" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "CallLeg" ADD COLUMN     "dismissed" TEXT;
