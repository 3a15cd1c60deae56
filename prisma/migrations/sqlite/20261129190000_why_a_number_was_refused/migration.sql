-- AlterTable
ALTER TABLE "CampaignTarget" ADD COLUMN "failure" TEXT;
