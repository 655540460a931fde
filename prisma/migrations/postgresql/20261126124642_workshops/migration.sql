-- CreateTable
CREATE TABLE "Workshop" (
    "id" SERIAL NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,
    "publishedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Workshop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkshopSpeaker" (
    "id" SERIAL NOT NULL,
    "workshopId" INTEGER NOT NULL,
    "personId" INTEGER,
    "name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "WorkshopSpeaker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkshopDate" (
    "id" SERIAL NOT NULL,
    "workshopId" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "starts" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "seats" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "lastRank" INTEGER NOT NULL DEFAULT 0,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "code" TEXT,

    CONSTRAINT "WorkshopDate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Registration" (
    "id" SERIAL NOT NULL,
    "dateId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 0,
    "offeredUntil" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "confirmedAt" TIMESTAMP(3),
    "attended" BOOLEAN,
    "mark" INTEGER,
    "words" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Registration_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Workshop" ADD CONSTRAINT "Workshop_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkshopSpeaker" ADD CONSTRAINT "WorkshopSpeaker_workshopId_fkey" FOREIGN KEY ("workshopId") REFERENCES "Workshop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkshopSpeaker" ADD CONSTRAINT "WorkshopSpeaker_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkshopDate" ADD CONSTRAINT "WorkshopDate_workshopId_fkey" FOREIGN KEY ("workshopId") REFERENCES "Workshop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_dateId_fkey" FOREIGN KEY ("dateId") REFERENCES "WorkshopDate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
