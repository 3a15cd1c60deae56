-- CreateTable
CREATE TABLE "LineScript" (
    "line" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "LineScript_pkey" PRIMARY KEY ("line")
);
