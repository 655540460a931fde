-- Written by hand: what search is made of (prisma/search). Prisma does not know these tables. The triggers that take out of search what
-- is deleted are made at each start: see prisma/search/feed-sqlite.ts.

DROP TABLE "search_document";
DROP TABLE "search_kind";

CREATE TABLE "search_text" (
    "kind" TEXT NOT NULL,
    "ref" INTEGER NOT NULL,
    "strong" TEXT NOT NULL,
    "medium" TEXT NOT NULL,
    "weak" TEXT NOT NULL,
    -- a list, as JSON
    "tags" TEXT NOT NULL,
    -- of all changes, which one this is
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("kind", "ref")
) WITHOUT ROWID;

CREATE INDEX "search_text_version_idx" ON "search_text"("version");

-- What is no longer there: its number alone.
CREATE TABLE "search_gone" (
    "kind" TEXT NOT NULL,
    "ref" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("kind", "ref")
) WITHOUT ROWID;

CREATE INDEX "search_gone_version_idx" ON "search_gone"("version");

-- Each capability puts in what it has; only where there is anything.
INSERT INTO "Job" ("key", "name", "input", "status", "dueAt", "attempts")
SELECT "name" || ':0', "name", '{"after":0}', 'waiting', unixepoch() * 1000, 0
FROM (SELECT 'experts.refill' AS "name" UNION ALL SELECT 'experts.refill-answers' UNION ALL SELECT 'opportunities.refill' UNION ALL SELECT 'workshops.refill')
WHERE EXISTS (SELECT 1 FROM "Person");
