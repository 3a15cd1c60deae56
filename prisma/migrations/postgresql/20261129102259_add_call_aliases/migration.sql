-- CreateTable
CREATE TABLE "CallAlias" (
    "connectionId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "callId" TEXT NOT NULL,

    CONSTRAINT "CallAlias_pkey" PRIMARY KEY ("connectionId","externalId")
);

-- CreateIndex
CREATE INDEX "CallAlias_callId_idx" ON "CallAlias"("callId");

-- AddForeignKey
ALTER TABLE "CallAlias" ADD CONSTRAINT "CallAlias_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE CASCADE ON UPDATE CASCADE;
