-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_CalendarFeed" (
    "digest" TEXT NOT NULL PRIMARY KEY,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "shows" TEXT NOT NULL DEFAULT '',
    "changedAt" DATETIME
);
INSERT INTO "new_CalendarFeed" ("createdAt", "digest", "kind", "personId", "secret") SELECT "createdAt", "digest", "kind", "personId", "secret" FROM "CalendarFeed";
DROP TABLE "CalendarFeed";
ALTER TABLE "new_CalendarFeed" RENAME TO "CalendarFeed";
CREATE INDEX "CalendarFeed_personId_kind_idx" ON "CalendarFeed"("personId", "kind");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
