-- Written by hand: full-text search (prisma/search). Prisma does not know these tables.

-- A document's rowid is ref * 256 + the id of its kind: rows come in the order of ref, and the kind is known without a join.
CREATE TABLE "search_kind" (
    "id" INTEGER NOT NULL PRIMARY KEY CHECK ("id" < 256),
    "name" TEXT NOT NULL UNIQUE
);

-- Words come folded and separated by spaces (prisma/search/fold.ts), so the tokenizer has nothing to decide: to `ascii`, whatever
-- is not ASCII is a letter. The text itself is not kept, for it is never shown; the places of words in it are (detail = full), for
-- without either the rank is always 0.
CREATE VIRTUAL TABLE "search_document" USING fts5(
    strong, medium, weak, tags,
    content = '', contentless_delete = 1, prefix = '2 3', tokenize = "ascii tokenchars '_-~'"
);
