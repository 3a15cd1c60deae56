-- CreateTable
CREATE TABLE "ImportFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT,
    "importId" TEXT,
    "size" INTEGER NOT NULL DEFAULT 0,
    "touchedAt" DATETIME NOT NULL,
    CONSTRAINT "ImportFile_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ImportFile_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ContactImport" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportPiece" (
    "fileId" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,

    PRIMARY KEY ("fileId", "at"),
    CONSTRAINT "ImportPiece_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "ImportFile" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "ImportFile_importId_key" ON "ImportFile"("importId");

-- CreateIndex
CREATE INDEX "ImportFile_userId_idx" ON "ImportFile"("userId");
