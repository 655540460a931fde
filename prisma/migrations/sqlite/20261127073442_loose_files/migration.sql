-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN "looseSince" DATETIME;

-- CreateIndex
CREATE INDEX "StoredFile_looseSince_idx" ON "StoredFile"("looseSince");
