-- AlterTable
ALTER TABLE "Person" ADD COLUMN "zoneAskedAt" DATETIME;

-- CreateTable
CREATE TABLE "Inbox" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" DATETIME,
    "doneAt" DATETIME,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "PlatformState" (
    "platform" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    PRIMARY KEY ("platform", "name")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "installedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" INTEGER NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "LinkCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LinkTry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "triedAt" DATETIME NOT NULL,
    CONSTRAINT "LinkTry_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

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
    CONSTRAINT "Space_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Space" ("channels", "communityId", "externalId", "id", "name", "platform") SELECT "channels", "communityId", "externalId", "id", "name", "platform" FROM "Space";
DROP TABLE "Space";
ALTER TABLE "new_Space" RENAME TO "Space";
CREATE UNIQUE INDEX "Space_platform_externalId_key" ON "Space"("platform", "externalId");
CREATE TABLE "new_Account" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "spaceId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "seenAt" DATETIME NOT NULL,
    "closedUntil" DATETIME,
    "directChannel" TEXT,
    "organises" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Account_spaceId_fkey" FOREIGN KEY ("spaceId") REFERENCES "Space" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Account" ("closedUntil", "externalId", "id", "personId", "seenAt", "spaceId") SELECT "closedUntil", "externalId", "id", "personId", "seenAt", "spaceId" FROM "Account";
DROP TABLE "Account";
ALTER TABLE "new_Account" RENAME TO "Account";
CREATE INDEX "Account_externalId_idx" ON "Account"("externalId");
CREATE INDEX "Account_personId_idx" ON "Account"("personId");
CREATE INDEX "Account_organises_idx" ON "Account"("organises");
CREATE UNIQUE INDEX "Account_spaceId_externalId_key" ON "Account"("spaceId", "externalId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Inbox_platform_doneAt_createdAt_idx" ON "Inbox"("platform", "doneAt", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Installation_platform_externalId_key" ON "Installation"("platform", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "LinkCode_personId_key" ON "LinkCode"("personId");

-- CreateIndex
CREATE INDEX "LinkTry_personId_triedAt_idx" ON "LinkTry"("personId", "triedAt");
