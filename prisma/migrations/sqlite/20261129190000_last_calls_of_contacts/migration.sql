-- Rows are filled in after the start, some at a time (lib/calls/fill-contact-calls.ts).
-- CreateTable
CREATE TABLE "ContactCalls" (
    "contactId" TEXT NOT NULL PRIMARY KEY,
    "calledAt" DATETIME NOT NULL,
    "talkedAt" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "outcomeId" TEXT,
    CONSTRAINT "ContactCalls_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ContactCalls_outcomeId_fkey" FOREIGN KEY ("outcomeId") REFERENCES "Outcome" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ContactCalls_calledAt_idx" ON "ContactCalls"("calledAt");

-- CreateIndex
CREATE INDEX "ContactCalls_talkedAt_idx" ON "ContactCalls"("talkedAt");

-- CreateIndex
CREATE INDEX "ContactCalls_attempts_idx" ON "ContactCalls"("attempts");

-- CreateIndex
CREATE INDEX "ContactCalls_outcomeId_idx" ON "ContactCalls"("outcomeId");
