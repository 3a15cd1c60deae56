-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "erasedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "HookAccess" (
    "connectionId" TEXT NOT NULL,
    "formerToken" TEXT,
    "formerUntil" TIMESTAMP(3),
    "formerUsedAt" TIMESTAMP(3),
    "networks" TEXT NOT NULL DEFAULT '',
    "refusedAddress" TEXT,
    "refusedAt" TIMESTAMP(3),

    CONSTRAINT "HookAccess_pkey" PRIMARY KEY ("connectionId")
);

-- AddForeignKey
ALTER TABLE "HookAccess" ADD CONSTRAINT "HookAccess_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
