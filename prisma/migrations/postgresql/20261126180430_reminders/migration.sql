-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "reminders" TEXT;

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "about" TEXT,
ADD COLUMN     "until" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Registration" ADD COLUMN     "remindAt" TIMESTAMP(3),
ADD COLUMN     "remindedTo" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Registration_dateId_status_remindAt_idx" ON "Registration"("dateId", "status", "remindAt");
