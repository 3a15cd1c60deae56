-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "stage" TEXT;

-- CreateIndex
CREATE INDEX "Contact_stage_searchText_idx" ON "Contact"("stage", "searchText");
