-- CreateTable
CREATE TABLE "ConnectedPerson" (
    "copy" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ConnectedPerson_pkey" PRIMARY KEY ("copy","userId")
);

-- CreateIndex
CREATE INDEX "ConnectedPerson_userId_idx" ON "ConnectedPerson"("userId");
