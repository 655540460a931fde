-- What was asked of one expert becomes a question with one request, under the same number. What had been put off waits as if asked; what
-- was declined ended there, and its asker was told. Whoever still waits has a day from now.
CREATE TABLE "FormerQuestion" AS SELECT * FROM "Question";

-- AlterTable
ALTER TABLE "Profile" ADD COLUMN "pausedUntil" DATETIME;

-- CreateTable
CREATE TABLE "Request" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "questionId" INTEGER NOT NULL,
    "expertId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "askedAt" DATETIME,
    "passAt" DATETIME NOT NULL,
    "declinedAt" DATETIME,
    "closedAt" DATETIME,
    "answer" TEXT NOT NULL DEFAULT '',
    "talking" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Request_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Request_expertId_fkey" FOREIGN KEY ("expertId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Remark" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "requestId" INTEGER NOT NULL,
    "authorId" INTEGER,
    "fromExpert" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Remark_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "Request" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Remark_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Avoided" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "words" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Avoided_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Skill" (
    "personId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "asked" BOOLEAN NOT NULL DEFAULT true,
    "confirmedAt" DATETIME,

    PRIMARY KEY ("personId", "folded"),
    CONSTRAINT "Skill_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Profile" ("personId") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Skill" ("folded", "name", "personId", "position") SELECT "folded", "name", "personId", "position" FROM "Skill";
DROP TABLE "Skill";
ALTER TABLE "new_Skill" RENAME TO "Skill";
CREATE INDEX "Skill_folded_idx" ON "Skill"("folded");
CREATE TABLE "new_Question" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "askerId" INTEGER,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "text" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    "askerAgrees" BOOLEAN NOT NULL DEFAULT false,
    "expertAgrees" BOOLEAN NOT NULL DEFAULT false,
    "keptAt" DATETIME,
    "confirmedAt" DATETIME,
    CONSTRAINT "Question_askerId_fkey" FOREIGN KEY ("askerId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Question" ("communityId", "askerId", "closedAt", "createdAt", "id", "status", "text")
SELECT p."communityId", q."askerId", q."closedAt", q."createdAt", q."id", q."status", q."text" FROM "Question" q JOIN "Person" p ON p."id" = q."askerId";
DROP TABLE "Question";
ALTER TABLE "new_Question" RENAME TO "Question";
CREATE INDEX "Question_askerId_createdAt_idx" ON "Question"("askerId", "createdAt");
CREATE INDEX "Question_communityId_createdAt_idx" ON "Question"("communityId", "createdAt");
CREATE INDEX "Question_communityId_keptAt_idx" ON "Question"("communityId", "keptAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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

INSERT INTO "Request" ("id", "questionId", "expertId", "source", "status", "createdAt", "askedAt", "passAt", "declinedAt", "closedAt", "answer")
SELECT "id", "id", "expertId", 'chosen', CASE "status" WHEN 'asked' THEN 'asked' WHEN 'postponed' THEN 'asked' WHEN 'declined' THEN 'passed' ELSE 'answered' END,
  "createdAt", "createdAt", unixepoch() * 1000 + 86400000, CASE "status" WHEN 'declined' THEN "closedAt" END, "closedAt", "answer"
FROM "FormerQuestion";

UPDATE "Question" SET "status" = CASE "status" WHEN 'asked' THEN 'open' WHEN 'postponed' THEN 'open' WHEN 'declined' THEN 'withdrawn' ELSE "status" END;

DELETE FROM "Job" WHERE "name" = 'experts.remind';
INSERT INTO "Job" ("key", "name", "input", "status", "dueAt", "attempts")
SELECT 'request:' || "id" || ':pass', 'experts.pass', json_object('request', "id", 'question', "id"), 'waiting', "passAt", 0 FROM "Request" WHERE "status" = 'asked';
INSERT INTO "Job" ("key", "name", "input", "status", "dueAt", "attempts")
SELECT 'skills:' || "personId", 'experts.skills', json_object('person', "personId"), 'waiting', unixepoch() * 1000 + 182 * 86400000, 0 FROM "Profile" WHERE "published";

UPDATE "Posting" SET "key" = 'request:' || substr("key", 10) WHERE "key" IN (SELECT 'question:' || "id" || ':expert' FROM "FormerQuestion");

DROP TABLE "FormerQuestion";
