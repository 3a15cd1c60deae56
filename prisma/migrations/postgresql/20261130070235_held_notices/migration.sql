-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "heldUntil" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Notice_heldUntil_idx" ON "Notice"("heldUntil");
