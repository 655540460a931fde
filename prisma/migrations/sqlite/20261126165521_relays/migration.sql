-- CreateTable
CREATE TABLE "Relay" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "contestId" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "reached" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    CONSTRAINT "Relay_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RelayPerson" (
    "relayId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    PRIMARY KEY ("relayId", "personId"),
    CONSTRAINT "RelayPerson_relayId_fkey" FOREIGN KEY ("relayId") REFERENCES "Relay" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RelayPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Application" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "contestId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "again" TEXT,
    "listening" BOOLEAN NOT NULL DEFAULT true,
    "shownTo" TEXT NOT NULL DEFAULT '',
    "helping" BOOLEAN NOT NULL DEFAULT false,
    "helperId" INTEGER,
    "reference" TEXT,
    "submittedAt" DATETIME,
    "extendedTo" DATETIME,
    "relayId" INTEGER,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "remindable" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Application_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Application_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Application_relayId_fkey" FOREIGN KEY ("relayId") REFERENCES "Relay" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Application" ("again", "contestId", "createdAt", "extendedTo", "helperId", "helping", "id", "listening", "personId", "reference", "remindable", "reminders", "revision", "shownTo", "status", "submittedAt", "updatedAt", "version") SELECT "again", "contestId", "createdAt", "extendedTo", "helperId", "helping", "id", "listening", "personId", "reference", "remindable", "reminders", "revision", "shownTo", "status", "submittedAt", "updatedAt", "version" FROM "Application";
DROP TABLE "Application";
ALTER TABLE "new_Application" RENAME TO "Application";
CREATE UNIQUE INDEX "Application_reference_key" ON "Application"("reference");
CREATE INDEX "Application_relayId_idx" ON "Application"("relayId");
CREATE INDEX "Application_personId_listening_idx" ON "Application"("personId", "listening");
CREATE UNIQUE INDEX "Application_contestId_personId_key" ON "Application"("contestId", "personId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Relay_code_key" ON "Relay"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Relay_contestId_name_key" ON "Relay"("contestId", "name");

-- CreateIndex
CREATE INDEX "RelayPerson_personId_idx" ON "RelayPerson"("personId");
