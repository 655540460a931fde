-- CreateTable
CREATE TABLE "Alert" (
    "id" SERIAL NOT NULL,
    "communityId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "tags" JSONB NOT NULL,
    "anchor" TEXT NOT NULL,
    "rhythm" TEXT NOT NULL,
    "pausedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlertMatch" (
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "alerts" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "toldAt" TIMESTAMP(3),

    CONSTRAINT "AlertMatch_pkey" PRIMARY KEY ("personId","kind","number")
);

-- CreateTable
CREATE TABLE "DigestChoice" (
    "personId" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "since" TIMESTAMP(3),
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "DigestChoice_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "Alert_communityId_anchor_idx" ON "Alert"("communityId", "anchor");

-- CreateIndex
CREATE INDEX "Alert_personId_id_idx" ON "Alert"("personId", "id");

-- CreateIndex
CREATE INDEX "AlertMatch_kind_number_idx" ON "AlertMatch"("kind", "number");

-- CreateIndex
CREATE INDEX "DigestChoice_since_personId_idx" ON "DigestChoice"("since", "personId");

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlertMatch" ADD CONSTRAINT "AlertMatch_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestChoice" ADD CONSTRAINT "DigestChoice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
