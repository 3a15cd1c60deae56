-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "doNotCall" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "CampaignSound" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "key" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "providerFile" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CampaignSound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Campaign" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "soundId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "channels" INTEGER NOT NULL,
    "hoursFrom" INTEGER NOT NULL,
    "hoursTo" INTEGER NOT NULL,
    "weekdays" TEXT NOT NULL,
    "assumedZone" TEXT,
    "maxAttempts" INTEGER NOT NULL,
    "minGapMinutes" INTEGER NOT NULL,
    "createdById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "resumeAt" TIMESTAMP(3),
    "detail" TEXT,

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CampaignTarget" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "contactId" TEXT,
    "e164" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastAttemptAt" TIMESTAMP(3),
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "disposition" TEXT,
    "callId" TEXT,
    "skippedReason" TEXT,

    CONSTRAINT "CampaignTarget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DialAttempt" (
    "id" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "e164" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "deadline" TIMESTAMP(3) NOT NULL,
    "disposition" TEXT,
    "callId" TEXT,

    CONSTRAINT "DialAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NumberClaim" (
    "e164" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "channel" INTEGER NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "holder" TEXT NOT NULL,

    CONSTRAINT "NumberClaim_pkey" PRIMARY KEY ("e164")
);

-- CreateIndex
CREATE UNIQUE INDEX "CampaignSound_key_key" ON "CampaignSound"("key");

-- CreateIndex
CREATE INDEX "Campaign_state_idx" ON "Campaign"("state");

-- CreateIndex
CREATE INDEX "Campaign_createdAt_idx" ON "Campaign"("createdAt");

-- CreateIndex
CREATE INDEX "CampaignTarget_campaignId_state_nextAttemptAt_idx" ON "CampaignTarget"("campaignId", "state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "CampaignTarget_contactId_idx" ON "CampaignTarget"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "CampaignTarget_campaignId_e164_key" ON "CampaignTarget"("campaignId", "e164");

-- CreateIndex
CREATE INDEX "DialAttempt_e164_startedAt_idx" ON "DialAttempt"("e164", "startedAt");

-- CreateIndex
CREATE INDEX "DialAttempt_endedAt_startedAt_idx" ON "DialAttempt"("endedAt", "startedAt");

-- CreateIndex
CREATE INDEX "DialAttempt_campaignId_startedAt_idx" ON "DialAttempt"("campaignId", "startedAt");

-- CreateIndex
CREATE INDEX "NumberClaim_until_idx" ON "NumberClaim"("until");

-- CreateIndex
CREATE UNIQUE INDEX "NumberClaim_campaignId_channel_key" ON "NumberClaim"("campaignId", "channel");

-- AddForeignKey
ALTER TABLE "CampaignSound" ADD CONSTRAINT "CampaignSound_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_soundId_fkey" FOREIGN KEY ("soundId") REFERENCES "CampaignSound"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignTarget" ADD CONSTRAINT "CampaignTarget_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignTarget" ADD CONSTRAINT "CampaignTarget_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialAttempt" ADD CONSTRAINT "DialAttempt_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialAttempt" ADD CONSTRAINT "DialAttempt_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NumberClaim" ADD CONSTRAINT "NumberClaim_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;
