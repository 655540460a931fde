-- CreateTable
CREATE TABLE "SearchChoice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "chooserId" INTEGER NOT NULL,
    "expertId" INTEGER NOT NULL,
    "stem" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "asked" BOOLEAN NOT NULL,
    "chosenAt" DATETIME NOT NULL,
    CONSTRAINT "SearchChoice_chooserId_fkey" FOREIGN KEY ("chooserId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SearchChoice_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SearchChoice_communityId_stem_chosenAt_idx" ON "SearchChoice"("communityId", "stem", "chosenAt");

-- CreateIndex
CREATE INDEX "SearchChoice_expertId_idx" ON "SearchChoice"("expertId");

-- CreateIndex
CREATE INDEX "SearchChoice_chosenAt_idx" ON "SearchChoice"("chosenAt");

-- CreateIndex
CREATE UNIQUE INDEX "SearchChoice_chooserId_expertId_stem_key" ON "SearchChoice"("chooserId", "expertId", "stem");
