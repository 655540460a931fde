-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN     "looseSince" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "StoredFile_looseSince_idx" ON "StoredFile"("looseSince");
