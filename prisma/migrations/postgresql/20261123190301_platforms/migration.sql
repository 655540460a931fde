-- AlterTable
ALTER TABLE "Space" ADD COLUMN     "connected" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "places" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "zoneAskedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "directChannel" TEXT,
ADD COLUMN     "organises" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Inbox" (
    "key" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMP(3),
    "doneAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Inbox_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "PlatformState" (
    "platform" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "PlatformState_pkey" PRIMARY KEY ("platform","name")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" SERIAL NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "installedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "id" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LinkCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkTry" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "triedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LinkTry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Inbox_platform_doneAt_createdAt_idx" ON "Inbox"("platform", "doneAt", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Installation_platform_externalId_key" ON "Installation"("platform", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "LinkCode_personId_key" ON "LinkCode"("personId");

-- CreateIndex
CREATE INDEX "LinkTry_personId_triedAt_idx" ON "LinkTry"("personId", "triedAt");

-- CreateIndex
CREATE INDEX "Account_externalId_idx" ON "Account"("externalId");

-- CreateIndex
CREATE INDEX "Account_organises_idx" ON "Account"("organises");

-- AddForeignKey
ALTER TABLE "LinkCode" ADD CONSTRAINT "LinkCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkTry" ADD CONSTRAINT "LinkTry_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
