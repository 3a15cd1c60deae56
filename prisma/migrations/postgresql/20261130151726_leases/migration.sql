-- CreateTable
CREATE TABLE "Lease" (
    "key" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "fence" INTEGER NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "note" TEXT,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("key")
);
