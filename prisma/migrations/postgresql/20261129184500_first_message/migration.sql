-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "heardAt" TIMESTAMP(3);

-- Who has told of calls before has been heard.
UPDATE "Connection" SET "heardAt" = "updatedAt"
WHERE EXISTS (SELECT 1 FROM "Call" WHERE "Call"."connectionId" = "Connection"."id" AND NOT "Call"."replayed");
