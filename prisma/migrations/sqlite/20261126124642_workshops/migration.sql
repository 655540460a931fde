-- CreateTable
CREATE TABLE "Workshop" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "authorId" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "starts" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "rule" TEXT,
    "minutes" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "closesHours" INTEGER NOT NULL DEFAULT 0,
    "acceptHours" INTEGER,
    "link" TEXT NOT NULL DEFAULT '',
    "files" JSONB NOT NULL DEFAULT '[]',
    "reason" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    "publishedAt" DATETIME,
    "closedAt" DATETIME,
    CONSTRAINT "Workshop_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WorkshopSpeaker" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workshopId" INTEGER NOT NULL,
    "personId" INTEGER,
    "name" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "WorkshopSpeaker_workshopId_fkey" FOREIGN KEY ("workshopId") REFERENCES "Workshop" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "WorkshopSpeaker_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WorkshopDate" (
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
    CONSTRAINT "WorkshopDate_workshopId_fkey" FOREIGN KEY ("workshopId") REFERENCES "Workshop" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Registration" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "dateId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 0,
    "offeredUntil" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "confirmedAt" DATETIME,
    "attended" BOOLEAN,
    "mark" INTEGER,
    "words" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "Registration_dateId_fkey" FOREIGN KEY ("dateId") REFERENCES "WorkshopDate" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Registration_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Workshop_communityId_status_idx" ON "Workshop"("communityId", "status");

-- CreateIndex
CREATE INDEX "Workshop_authorId_idx" ON "Workshop"("authorId");

-- CreateIndex
CREATE INDEX "WorkshopSpeaker_workshopId_idx" ON "WorkshopSpeaker"("workshopId");

-- CreateIndex
CREATE INDEX "WorkshopSpeaker_personId_idx" ON "WorkshopSpeaker"("personId");

-- CreateIndex
CREATE INDEX "WorkshopDate_status_endsAt_startsAt_idx" ON "WorkshopDate"("status", "endsAt", "startsAt");

-- CreateIndex
CREATE UNIQUE INDEX "WorkshopDate_workshopId_slot_key" ON "WorkshopDate"("workshopId", "slot");

-- CreateIndex
CREATE INDEX "Registration_dateId_status_rank_idx" ON "Registration"("dateId", "status", "rank");

-- CreateIndex
CREATE INDEX "Registration_personId_status_idx" ON "Registration"("personId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Registration_dateId_personId_key" ON "Registration"("dateId", "personId");
