-- CreateTable
CREATE TABLE "DialList" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "ownerId" TEXT,
    "viewId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "roundAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "DialList_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DialEntry" (
    "listId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "contactId" TEXT NOT NULL,
    "passedAt" TIMESTAMP(3),

    CONSTRAINT "DialEntry_pkey" PRIMARY KEY ("listId","position")
);

-- CreateTable
CREATE TABLE "DialClaim" (
    "e164" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "listId" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DialClaim_pkey" PRIMARY KEY ("e164")
);

-- CreateIndex
CREATE INDEX "DialList_key_createdAt_idx" ON "DialList"("key", "createdAt");

-- CreateIndex
CREATE INDEX "DialList_createdAt_idx" ON "DialList"("createdAt");

-- CreateIndex
CREATE INDEX "DialEntry_contactId_idx" ON "DialEntry"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "DialClaim_userId_key" ON "DialClaim"("userId");

-- CreateIndex
CREATE INDEX "DialClaim_listId_idx" ON "DialClaim"("listId");

-- CreateIndex
CREATE INDEX "DialClaim_contactId_idx" ON "DialClaim"("contactId");

-- AddForeignKey
ALTER TABLE "DialList" ADD CONSTRAINT "DialList_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialList" ADD CONSTRAINT "DialList_viewId_fkey" FOREIGN KEY ("viewId") REFERENCES "SavedView"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialEntry" ADD CONSTRAINT "DialEntry_listId_fkey" FOREIGN KEY ("listId") REFERENCES "DialList"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialEntry" ADD CONSTRAINT "DialEntry_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialClaim" ADD CONSTRAINT "DialClaim_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialClaim" ADD CONSTRAINT "DialClaim_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DialClaim" ADD CONSTRAINT "DialClaim_listId_fkey" FOREIGN KEY ("listId") REFERENCES "DialList"("id") ON DELETE CASCADE ON UPDATE CASCADE;
