-- AlterTable
ALTER TABLE "Call" ADD COLUMN "erasedAt" DATETIME;

-- CreateTable
CREATE TABLE "HookAccess" (
    "connectionId" TEXT NOT NULL PRIMARY KEY,
    "formerToken" TEXT,
    "formerUntil" DATETIME,
    "formerUsedAt" DATETIME,
    "networks" TEXT NOT NULL DEFAULT '',
    "refusedAddress" TEXT,
    "refusedAt" DATETIME,
    CONSTRAINT "HookAccess_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
