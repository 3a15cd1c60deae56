-- CreateTable
CREATE TABLE "CalendarAddress" (
    "userId" TEXT NOT NULL PRIMARY KEY,
    "digest" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "usedAt" DATETIME,
    CONSTRAINT "CalendarAddress_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MorningMail" (
    "userId" TEXT NOT NULL PRIMARY KEY,
    "locale" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "day" TEXT,
    "retryAt" DATETIME,
    CONSTRAINT "MorningMail_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "CalendarAddress_digest_key" ON "CalendarAddress"("digest");
