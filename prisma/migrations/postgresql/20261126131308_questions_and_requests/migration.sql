-- What was asked of one expert becomes a question with one request, under the same number. What had been put off waits as if asked; what
-- was declined ended there, and its asker was told. Whoever still waits has a day from now.
CREATE TABLE "FormerQuestion" AS SELECT * FROM "Question";

-- DropForeignKey
ALTER TABLE "Question" DROP CONSTRAINT "Question_expertId_fkey";

-- DropIndex
DROP INDEX "Question_expertId_createdAt_idx";

-- AlterTable
ALTER TABLE "Profile" ADD COLUMN     "pausedUntil" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Skill" ADD COLUMN     "asked" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "confirmedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Question" DROP COLUMN "answer",
DROP COLUMN "expertId",
DROP COLUMN "postponedTo",
ADD COLUMN     "anonymous" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "askerAgrees" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "communityId" INTEGER,
ADD COLUMN     "confirmedAt" TIMESTAMP(3),
ADD COLUMN     "expertAgrees" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "keptAt" TIMESTAMP(3),
ALTER COLUMN "askerId" DROP NOT NULL;
UPDATE "Question" q SET "communityId" = p."communityId" FROM "Person" p WHERE p."id" = q."askerId";
ALTER TABLE "Question" ALTER COLUMN "communityId" SET NOT NULL;

-- CreateTable
CREATE TABLE "Request" (
    "id" SERIAL NOT NULL,
    "questionId" INTEGER NOT NULL,
    "expertId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "askedAt" TIMESTAMP(3),
    "passAt" TIMESTAMP(3) NOT NULL,
    "declinedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "answer" TEXT NOT NULL DEFAULT '',
    "talking" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Remark" (
    "id" SERIAL NOT NULL,
    "requestId" INTEGER NOT NULL,
    "authorId" INTEGER,
    "fromExpert" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Remark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Avoided" (
    "id" SERIAL NOT NULL,
    "personId" INTEGER NOT NULL,
    "words" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Avoided_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Request_expertId_askedAt_idx" ON "Request"("expertId", "askedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Request_questionId_expertId_key" ON "Request"("questionId", "expertId");

-- CreateIndex
CREATE INDEX "Remark_requestId_idx" ON "Remark"("requestId");

-- CreateIndex
CREATE INDEX "Remark_authorId_idx" ON "Remark"("authorId");

-- CreateIndex
CREATE INDEX "Avoided_personId_idx" ON "Avoided"("personId");

-- CreateIndex
CREATE INDEX "Question_communityId_createdAt_idx" ON "Question"("communityId", "createdAt");

-- CreateIndex
CREATE INDEX "Question_communityId_keptAt_idx" ON "Question"("communityId", "keptAt");

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Remark" ADD CONSTRAINT "Remark_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "Request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Remark" ADD CONSTRAINT "Remark_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Avoided" ADD CONSTRAINT "Avoided_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "Request" ("id", "questionId", "expertId", "source", "status", "createdAt", "askedAt", "passAt", "declinedAt", "closedAt", "answer")
SELECT "id", "id", "expertId", 'chosen', CASE "status" WHEN 'asked' THEN 'asked' WHEN 'postponed' THEN 'asked' WHEN 'declined' THEN 'passed' ELSE 'answered' END,
  "createdAt", "createdAt", (now() AT TIME ZONE 'UTC') + interval '1 day', CASE "status" WHEN 'declined' THEN "closedAt" END, "closedAt", "answer"
FROM "FormerQuestion";
SELECT setval(pg_get_serial_sequence('"Request"', 'id'), (SELECT COALESCE(MAX("id"), 1) FROM "Request"));

UPDATE "Question" SET "status" = CASE "status" WHEN 'asked' THEN 'open' WHEN 'postponed' THEN 'open' WHEN 'declined' THEN 'withdrawn' ELSE "status" END;

DELETE FROM "Job" WHERE "name" = 'experts.remind';
INSERT INTO "Job" ("key", "name", "input", "status", "dueAt", "attempts")
SELECT 'request:' || "id" || ':pass', 'experts.pass', jsonb_build_object('request', "id", 'question', "id"), 'waiting', "passAt", 0 FROM "Request" WHERE "status" = 'asked';
INSERT INTO "Job" ("key", "name", "input", "status", "dueAt", "attempts")
SELECT 'skills:' || "personId", 'experts.skills', jsonb_build_object('person', "personId"), 'waiting', (now() AT TIME ZONE 'UTC') + interval '182 days', 0 FROM "Profile" WHERE "published";

UPDATE "Posting" SET "key" = 'request:' || substr("key", 10) WHERE "key" IN (SELECT 'question:' || "id" || ':expert' FROM "FormerQuestion");

DROP TABLE "FormerQuestion";
