-- AlterTable
ALTER TABLE "Posting" ADD COLUMN "interested" INTEGER;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Space" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "channels" JSONB NOT NULL DEFAULT '{}',
    "places" JSONB NOT NULL DEFAULT '[]',
    "connected" BOOLEAN NOT NULL DEFAULT true,
    "refusedAt" DATETIME,
    "hasCalendar" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Space_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Space" ("channels", "communityId", "connected", "externalId", "id", "name", "places", "platform", "refusedAt") SELECT "channels", "communityId", "connected", "externalId", "id", "name", "places", "platform", "refusedAt" FROM "Space";
DROP TABLE "Space";
ALTER TABLE "new_Space" RENAME TO "Space";
CREATE UNIQUE INDEX "Space_platform_externalId_key" ON "Space"("platform", "externalId");
CREATE TABLE "new_WorkshopDate" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workshopId" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "starts" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "seats" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "lastRank" INTEGER NOT NULL DEFAULT 0,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "code" TEXT,
    "listed" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "WorkshopDate_workshopId_fkey" FOREIGN KEY ("workshopId") REFERENCES "Workshop" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_WorkshopDate" ("code", "endsAt", "id", "lastRank", "minutes", "reason", "seats", "sequence", "slot", "starts", "startsAt", "status", "taken", "timeZone", "workshopId") SELECT "code", "endsAt", "id", "lastRank", "minutes", "reason", "seats", "sequence", "slot", "starts", "startsAt", "status", "taken", "timeZone", "workshopId" FROM "WorkshopDate";
DROP TABLE "WorkshopDate";
ALTER TABLE "new_WorkshopDate" RENAME TO "WorkshopDate";
CREATE INDEX "WorkshopDate_status_endsAt_startsAt_idx" ON "WorkshopDate"("status", "endsAt", "startsAt");
CREATE UNIQUE INDEX "WorkshopDate_workshopId_slot_key" ON "WorkshopDate"("workshopId", "slot");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
