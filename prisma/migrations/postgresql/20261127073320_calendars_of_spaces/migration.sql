-- AlterTable
ALTER TABLE "Space" ADD COLUMN     "hasCalendar" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "interested" INTEGER;

-- AlterTable
ALTER TABLE "WorkshopDate" ADD COLUMN     "listed" BOOLEAN NOT NULL DEFAULT false;
