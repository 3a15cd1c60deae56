-- CreateTable
CREATE TABLE "LineScript" (
    "line" TEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL
);
