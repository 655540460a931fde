-- AlterTable
ALTER TABLE "Application" ADD COLUMN     "relayId" INTEGER;

-- CreateTable
CREATE TABLE "Relay" (
    "id" SERIAL NOT NULL,
    "contestId" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "reached" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Relay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RelayPerson" (
    "relayId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    CONSTRAINT "RelayPerson_pkey" PRIMARY KEY ("relayId","personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Relay_code_key" ON "Relay"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Relay_contestId_name_key" ON "Relay"("contestId", "name");

-- CreateIndex
CREATE INDEX "RelayPerson_personId_idx" ON "RelayPerson"("personId");

-- CreateIndex
CREATE INDEX "Application_relayId_idx" ON "Application"("relayId");

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_relayId_fkey" FOREIGN KEY ("relayId") REFERENCES "Relay"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Relay" ADD CONSTRAINT "Relay_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayPerson" ADD CONSTRAINT "RelayPerson_relayId_fkey" FOREIGN KEY ("relayId") REFERENCES "Relay"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelayPerson" ADD CONSTRAINT "RelayPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
