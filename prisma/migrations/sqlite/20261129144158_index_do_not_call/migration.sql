-- CreateIndex
CREATE INDEX "Contact_doNotCall_idx" ON "Contact"("doNotCall");
