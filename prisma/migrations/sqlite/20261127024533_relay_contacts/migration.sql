-- CreateTable
CREATE TABLE "RelayContact" (
    "relayId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "contact" TEXT NOT NULL
);

-- What was kept of contacts moves to their own table, where it is sealed when it is next written, and by npm run rotate-keys.
INSERT INTO "RelayContact" ("relayId", "contact") SELECT "id", "contact" FROM "Relay";
UPDATE "Contest" SET "about" = json_remove("about", '$.relays.list') WHERE json_extract("about", '$.relays.list') IS NOT NULL;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Relay" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "contestId" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "reached" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    CONSTRAINT "Relay_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Relay" ("closedAt", "code", "contestId", "createdAt", "id", "kind", "locale", "name", "reached") SELECT "closedAt", "code", "contestId", "createdAt", "id", "kind", "locale", "name", "reached" FROM "Relay";
DROP TABLE "Relay";
ALTER TABLE "new_Relay" RENAME TO "Relay";
CREATE UNIQUE INDEX "Relay_code_key" ON "Relay"("code");
CREATE UNIQUE INDEX "Relay_contestId_name_key" ON "Relay"("contestId", "name");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
