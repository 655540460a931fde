-- CreateTable
CREATE TABLE "CalendarFeed" (
    "digest" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE INDEX "CalendarFeed_personId_kind_idx" ON "CalendarFeed"("personId", "kind");
