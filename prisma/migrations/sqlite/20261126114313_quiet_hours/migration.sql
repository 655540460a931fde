-- AlterTable
ALTER TABLE "Person" ADD COLUMN "quietFrom" INTEGER;
ALTER TABLE "Person" ADD COLUMN "quietTo" INTEGER;
