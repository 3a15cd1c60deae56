-- AlterTable
ALTER TABLE "Notice" ADD COLUMN "heldUntil" DATETIME;

-- CreateIndex
CREATE INDEX "Notice_heldUntil_idx" ON "Notice"("heldUntil");
