-- CreateTable
CREATE TABLE "Handover" (
    "applicationId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "writerId" INTEGER NOT NULL,
    "handle" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Handover_handle_key" ON "Handover"("handle");

-- CreateIndex
CREATE INDEX "Handover_personId_idx" ON "Handover"("personId");

-- CreateIndex
CREATE INDEX "Handover_writerId_idx" ON "Handover"("writerId");
