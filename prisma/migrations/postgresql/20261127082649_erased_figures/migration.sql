-- AlterTable
ALTER TABLE "Relay" ADD COLUMN     "gone" JSONB;
