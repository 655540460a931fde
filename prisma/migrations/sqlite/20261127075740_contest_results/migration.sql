-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN "looseSince" DATETIME;

-- AlterTable
ALTER TABLE "Contest" ADD COLUMN "resultsAt" DATETIME;

-- AlterTable
ALTER TABLE "Application" ADD COLUMN "refusedAt" DATETIME;
ALTER TABLE "Application" ADD COLUMN "result" TEXT;
ALTER TABLE "Application" ADD COLUMN "stage" TEXT;
ALTER TABLE "Application" ADD COLUMN "warnedAt" DATETIME;

-- CreateIndex
CREATE INDEX "StoredFile_looseSince_idx" ON "StoredFile"("looseSince");

-- What was noted of an application says of which community: 'application:12' is 'application:1/12'.
UPDATE "Audit" SET "subject" = 'application:' || COALESCE((SELECT "Contest"."communityId" FROM "Application" JOIN "Contest" ON "Contest"."id" = "Application"."contestId" WHERE 'application:' || "Application"."id" = "Audit"."subject"), (SELECT MIN("id") FROM "Community")) || '/' || SUBSTR("subject", 13) WHERE "subject" LIKE 'application:%';
