-- CreateIndex
CREATE INDEX "Call_requestedById_idx" ON "Call"("requestedById");
