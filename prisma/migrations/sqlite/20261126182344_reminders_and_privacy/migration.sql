-- AlterTable
ALTER TABLE "Person" ADD COLUMN "reminders" TEXT;

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN "about" TEXT;
ALTER TABLE "Posting" ADD COLUMN "emptiedAt" DATETIME;
ALTER TABLE "Posting" ADD COLUMN "until" DATETIME;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Audit" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "createdAt" DATETIME NOT NULL
);
INSERT INTO "new_Audit" ("action", "createdAt", "detail", "id", "personId", "subject") SELECT "action", "createdAt", "detail", "id", "personId", "subject" FROM "Audit";
DROP TABLE "Audit";
ALTER TABLE "new_Audit" RENAME TO "Audit";
CREATE INDEX "Audit_subject_idx" ON "Audit"("subject");
CREATE INDEX "Audit_personId_idx" ON "Audit"("personId");
CREATE TABLE "new_Workshop" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "authorId" INTEGER,
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
    CONSTRAINT "Workshop_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Workshop" ("acceptHours", "authorId", "closedAt", "closesHours", "communityId", "createdAt", "description", "files", "id", "language", "level", "link", "minutes", "place", "publishedAt", "reason", "rule", "seats", "starts", "status", "timeZone", "title") SELECT "acceptHours", "authorId", "closedAt", "closesHours", "communityId", "createdAt", "description", "files", "id", "language", "level", "link", "minutes", "place", "publishedAt", "reason", "rule", "seats", "starts", "status", "timeZone", "title" FROM "Workshop";
DROP TABLE "Workshop";
ALTER TABLE "new_Workshop" RENAME TO "Workshop";
CREATE INDEX "Workshop_communityId_status_idx" ON "Workshop"("communityId", "status");
CREATE INDEX "Workshop_authorId_idx" ON "Workshop"("authorId");
CREATE TABLE "new_Registration" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "dateId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 0,
    "offeredUntil" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "confirmedAt" DATETIME,
    "remindAt" DATETIME,
    "remindedTo" INTEGER NOT NULL DEFAULT 0,
    "attended" BOOLEAN,
    "mark" INTEGER,
    "words" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "Registration_dateId_fkey" FOREIGN KEY ("dateId") REFERENCES "WorkshopDate" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Registration_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Registration" ("attended", "confirmedAt", "createdAt", "dateId", "id", "mark", "offeredUntil", "personId", "rank", "status", "words") SELECT "attended", "confirmedAt", "createdAt", "dateId", "id", "mark", "offeredUntil", "personId", "rank", "status", "words" FROM "Registration";
DROP TABLE "Registration";
ALTER TABLE "new_Registration" RENAME TO "Registration";
CREATE INDEX "Registration_dateId_status_rank_idx" ON "Registration"("dateId", "status", "rank");
CREATE INDEX "Registration_dateId_status_remindAt_idx" ON "Registration"("dateId", "status", "remindAt");
CREATE INDEX "Registration_personId_status_idx" ON "Registration"("personId", "status");
CREATE UNIQUE INDEX "Registration_dateId_personId_key" ON "Registration"("dateId", "personId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
