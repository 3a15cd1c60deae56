-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "handledById" TEXT,
ADD COLUMN     "waitSeconds" INTEGER;

-- What is known of calls already recorded, by the rules of lib/calls/handled-by.ts
UPDATE "Call" SET
  "waitSeconds" = CASE WHEN "answeredAt" IS NOT NULL THEN CAST(greatest(0, round(extract(epoch FROM "answeredAt" - "startedAt"))) AS INTEGER) END,
  "handledById" = coalesce(
    (SELECT l."userId" FROM "CallLeg" l
      WHERE l."callId" = "Call"."id" AND l."answeredAt" IS NOT NULL AND l."userId" IS NOT NULL
      ORDER BY l."answeredAt", l."extension" LIMIT 1),
    "requestedById",
    (SELECT CASE WHEN min(l."userId") = max(l."userId") THEN min(l."userId") END FROM "CallLeg" l
      WHERE l."callId" = "Call"."id"));

-- CreateIndex
CREATE INDEX "Call_statistics_idx" ON "Call"("startedAt", "direction", "disposition", "connectionId", "handledById", "outcomeId", "waitSeconds", "talkSeconds");
