-- AlterTable
ALTER TABLE "CalendarFeed" ADD COLUMN     "changedAt" TIMESTAMP(3),
ADD COLUMN     "shows" TEXT NOT NULL DEFAULT '';
