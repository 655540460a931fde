-- DropForeignKey
ALTER TABLE "Workshop" DROP CONSTRAINT "Workshop_authorId_fkey";

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "reminders" TEXT;

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "about" TEXT,
ADD COLUMN     "emptiedAt" TIMESTAMP(3),
ADD COLUMN     "until" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Audit" ALTER COLUMN "personId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Workshop" ALTER COLUMN "authorId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Registration" ADD COLUMN     "remindAt" TIMESTAMP(3),
ADD COLUMN     "remindedTo" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Registration_dateId_status_remindAt_idx" ON "Registration"("dateId", "status", "remindAt");

-- AddForeignKey
ALTER TABLE "Workshop" ADD CONSTRAINT "Workshop_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
