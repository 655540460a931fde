-- Written by hand: full-text search (prisma/search). Prisma does not know this table.

CREATE TABLE "search_document" (
    "kind" TEXT NOT NULL,
    "ref" INTEGER NOT NULL,
    -- folded words by weight (A strong, B medium, C weak), and tags with a # before them
    "words" TSVECTOR NOT NULL,
    PRIMARY KEY ("kind", "ref")
);

CREATE INDEX "search_document_words_idx" ON "search_document" USING GIN ("words");
