-- AlterTable
ALTER TABLE "Space" ADD COLUMN     "refusedAt" TIMESTAMP(3);

-- AlterTable
-- Codes live for minutes and say nothing of their account: none is taken over.
DELETE FROM "LinkCode";
ALTER TABLE "LinkCode" ADD COLUMN     "accountId" INTEGER NOT NULL;

-- CreateTable
CREATE TABLE "FormerPerson" (
    "id" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    CONSTRAINT "FormerPerson_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FormerPerson_personId_idx" ON "FormerPerson"("personId");

-- AddForeignKey
ALTER TABLE "FormerPerson" ADD CONSTRAINT "FormerPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
