-- CreateTable
CREATE TABLE "Handover" (
    "applicationId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "writerId" INTEGER NOT NULL,
    "handle" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Handover_pkey" PRIMARY KEY ("applicationId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Handover_handle_key" ON "Handover"("handle");

-- CreateIndex
CREATE INDEX "Handover_personId_idx" ON "Handover"("personId");

-- CreateIndex
CREATE INDEX "Handover_writerId_idx" ON "Handover"("writerId");
