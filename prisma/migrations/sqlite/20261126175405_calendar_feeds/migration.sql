-- CreateTable
CREATE TABLE "CalendarFeed" (
    "digest" TEXT NOT NULL PRIMARY KEY,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "CalendarFeed_personId_kind_idx" ON "CalendarFeed"("personId", "kind");
