-- AlterTable
ALTER TABLE "Person" ADD COLUMN "reminders" TEXT;

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN "about" TEXT;
ALTER TABLE "Posting" ADD COLUMN "until" DATETIME;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
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
