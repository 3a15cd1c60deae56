-- AlterTable
ALTER TABLE "Connection" ADD COLUMN "historyReadUntil" DATETIME;

-- AlterTable
ALTER TABLE "Call" ADD COLUMN "clientCard" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Extension" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "away" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Extension_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Extension_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Extension" ("connectionId", "id", "number", "userId") SELECT "connectionId", "id", "number", "userId" FROM "Extension";
DROP TABLE "Extension";
ALTER TABLE "new_Extension" RENAME TO "Extension";
CREATE UNIQUE INDEX "Extension_connectionId_number_key" ON "Extension"("connectionId", "number");
CREATE UNIQUE INDEX "Extension_userId_connectionId_key" ON "Extension"("userId", "connectionId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
