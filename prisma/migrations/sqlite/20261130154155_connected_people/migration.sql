-- CreateTable
CREATE TABLE "ConnectedPerson" (
    "copy" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "until" DATETIME NOT NULL,

    PRIMARY KEY ("copy", "userId")
);

-- CreateIndex
CREATE INDEX "ConnectedPerson_userId_idx" ON "ConnectedPerson"("userId");
