-- CreateTable
CREATE TABLE "Contest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "opensAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    "about" JSONB NOT NULL,
    "version" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "QuestionSet" (
    "contestId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("contestId", "version"),
    CONSTRAINT "QuestionSet_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Application" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "contestId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "again" TEXT,
    "listening" BOOLEAN NOT NULL DEFAULT true,
    "shownTo" TEXT NOT NULL DEFAULT '',
    "helping" BOOLEAN NOT NULL DEFAULT false,
    "helperId" INTEGER,
    "reference" TEXT,
    "submittedAt" DATETIME,
    "extendedTo" DATETIME,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "remindable" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Application_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Application_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "given" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "locale" TEXT NOT NULL,
    "answeredAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Submission" (
    "applicationId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "sentAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Contest_communityId_slug_key" ON "Contest"("communityId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Application_reference_key" ON "Application"("reference");

-- CreateIndex
CREATE INDEX "Application_personId_listening_idx" ON "Application"("personId", "listening");

-- CreateIndex
CREATE UNIQUE INDEX "Application_contestId_personId_key" ON "Application"("contestId", "personId");

-- CreateIndex
CREATE INDEX "Answer_applicationId_idx" ON "Answer"("applicationId");

-- CreateIndex
CREATE INDEX "Answer_personId_idx" ON "Answer"("personId");

-- CreateIndex
CREATE INDEX "Submission_personId_idx" ON "Submission"("personId");
