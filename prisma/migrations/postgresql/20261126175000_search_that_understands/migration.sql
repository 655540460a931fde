-- Written by hand: what search is made of (prisma/search). Prisma does not know these tables.

DROP TABLE "search_document";

CREATE TABLE "search_text" (
    "kind" TEXT NOT NULL,
    "ref" INTEGER NOT NULL,
    "strong" TEXT NOT NULL,
    "medium" TEXT NOT NULL,
    "weak" TEXT NOT NULL,
    -- a list, as JSON
    "tags" TEXT NOT NULL,
    -- the transaction that wrote it
    "version" BIGINT NOT NULL,
    PRIMARY KEY ("kind", "ref")
);

CREATE INDEX "search_text_version_idx" ON "search_text"("version");

-- What is no longer there: its number alone.
CREATE TABLE "search_gone" (
    "kind" TEXT NOT NULL,
    "ref" INTEGER NOT NULL,
    "version" BIGINT NOT NULL,
    PRIMARY KEY ("kind", "ref")
);

CREATE INDEX "search_gone_version_idx" ON "search_gone"("version");

CREATE FUNCTION search_forgets_text() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO search_gone (kind, ref, version) VALUES (OLD.kind, OLD.ref, pg_current_xact_id()::text::bigint)
  ON CONFLICT (kind, ref) DO UPDATE SET version = excluded.version;
  RETURN OLD;
END $$;
CREATE TRIGGER search_forgets_text BEFORE DELETE ON "search_text" FOR EACH ROW EXECUTE FUNCTION search_forgets_text();

-- Whatever is deleted, by whatever way (such as somebody who erases herself), takes its text out of search.
CREATE FUNCTION search_forgets() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  CASE TG_TABLE_NAME
    WHEN 'Profile' THEN DELETE FROM search_text WHERE ref = OLD."personId" AND (kind LIKE 'experts\_expert\_%' OR kind LIKE 'experts\_name\_%');
    WHEN 'Opportunity' THEN DELETE FROM search_text WHERE ref = OLD."id" AND kind = OLD."kind";
    WHEN 'Workshop' THEN DELETE FROM search_text WHERE ref = OLD."id" AND kind = 'workshop';
    WHEN 'Question' THEN DELETE FROM search_text WHERE ref = OLD."id" AND kind LIKE 'experts\_answer\_%';
    WHEN 'Request' THEN DELETE FROM search_text WHERE OLD."status" = 'answered' AND ref = OLD."questionId" AND kind LIKE 'experts\_answer\_%';
  END CASE;
  RETURN NULL;
END $$;
CREATE TRIGGER search_forgets AFTER DELETE ON "Profile" FOR EACH ROW EXECUTE FUNCTION search_forgets();
CREATE TRIGGER search_forgets AFTER DELETE ON "Opportunity" FOR EACH ROW EXECUTE FUNCTION search_forgets();
CREATE TRIGGER search_forgets AFTER DELETE ON "Workshop" FOR EACH ROW EXECUTE FUNCTION search_forgets();
CREATE TRIGGER search_forgets AFTER DELETE ON "Question" FOR EACH ROW EXECUTE FUNCTION search_forgets();
CREATE TRIGGER search_forgets AFTER DELETE ON "Request" FOR EACH ROW EXECUTE FUNCTION search_forgets();

-- Each capability puts in what it has; only where there is anything.
INSERT INTO "Job" ("key", "name", "input", "status", "dueAt", "attempts")
SELECT "name" || ':0', "name", '{"after":0}'::jsonb, 'waiting', now() AT TIME ZONE 'UTC', 0
FROM (VALUES ('experts.refill'), ('experts.refill-answers'), ('opportunities.refill'), ('workshops.refill')) AS refill ("name")
WHERE EXISTS (SELECT 1 FROM "Person");
