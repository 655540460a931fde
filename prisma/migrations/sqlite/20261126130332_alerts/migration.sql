-- CreateTable
CREATE TABLE "Alert" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "tags" JSONB NOT NULL,
    "anchor" TEXT NOT NULL,
    "rhythm" TEXT NOT NULL,
    "pausedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Alert_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AlertMatch" (
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "alerts" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "toldAt" DATETIME,

    PRIMARY KEY ("personId", "kind", "number"),
    CONSTRAINT "AlertMatch_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DigestChoice" (
    "personId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "hour" INTEGER NOT NULL,
    "since" DATETIME,
    "sentAt" DATETIME,
    CONSTRAINT "DigestChoice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Alert_communityId_anchor_idx" ON "Alert"("communityId", "anchor");

-- CreateIndex
CREATE INDEX "Alert_personId_id_idx" ON "Alert"("personId", "id");

-- CreateIndex
CREATE INDEX "AlertMatch_kind_number_idx" ON "AlertMatch"("kind", "number");

-- CreateIndex
CREATE INDEX "DigestChoice_since_personId_idx" ON "DigestChoice"("since", "personId");
