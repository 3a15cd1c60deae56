-- CreateTable
CREATE TABLE "CallAlias" (
    "connectionId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "callId" TEXT NOT NULL,

    PRIMARY KEY ("connectionId", "externalId"),
    CONSTRAINT "CallAlias_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "CallAlias_callId_idx" ON "CallAlias"("callId");
