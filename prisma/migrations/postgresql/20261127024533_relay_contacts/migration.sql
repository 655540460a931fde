-- CreateTable
CREATE TABLE "RelayContact" (
    "relayId" INTEGER NOT NULL,
    "contact" TEXT NOT NULL,

    CONSTRAINT "RelayContact_pkey" PRIMARY KEY ("relayId")
);

-- What was kept of contacts moves to their own table, where it is sealed when it is next written, and by npm run rotate-keys.
INSERT INTO "RelayContact" ("relayId", "contact") SELECT "id", "contact" FROM "Relay";
UPDATE "Contest" SET "about" = "about" #- '{relays,list}' WHERE "about" #> '{relays,list}' IS NOT NULL;

-- AlterTable
ALTER TABLE "Relay" DROP COLUMN "contact";
