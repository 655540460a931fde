-- DropForeignKey
ALTER TABLE "Workshop" DROP CONSTRAINT "Workshop_authorId_fkey";

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "emptiedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Audit" ALTER COLUMN "personId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Workshop" ALTER COLUMN "authorId" DROP NOT NULL;

-- AddForeignKey
ALTER TABLE "Workshop" ADD CONSTRAINT "Workshop_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
