-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "quietFrom" INTEGER,
ADD COLUMN     "quietTo" INTEGER;
