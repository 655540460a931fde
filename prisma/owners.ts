import type { Prisma } from './generated/sqlite/client.ts'

/** Every table that holds something about people, with the columns that say whose a row is: `/// @owner` of schema.prisma, for programs. */
export const owners = {
  Person: ['id'],
  FormerPerson: ['personId'],
  Account: ['personId'],
  Role: ['personId'],
  Profile: ['personId'],
  Skill: ['personId'],
  Question: ['askerId'],
  Request: ['expertId'],
  Remark: ['authorId'],
  Avoided: ['personId'],
  Opportunity: ['authorId'],
  Interest: ['personId'],
  ExpiryReport: ['personId'],
  StoredFile: ['ownerId'],
  Delivery: ['personId'],
  Posting: ['personId'],
  LinkCode: ['personId'],
  LinkTry: ['personId'],
  Ticket: ['personId'],
  Audit: ['personId'],
  WebMessage: ['authorId', 'visibleTo'],
  Application: ['personId', 'helperId'],
  Answer: ['personId'],
  Submission: ['personId'],
  RelayPerson: ['personId'],
  Handover: ['personId', 'writerId'],
  Workshop: ['authorId'],
  WorkshopSpeaker: ['personId'],
  Registration: ['personId'],
  Alert: ['personId'],
  AlertMatch: ['personId'],
  DigestChoice: ['personId'],
} as const satisfies Partial<Record<Prisma.ModelName, readonly string[]>>

export type OwnedTable = keyof typeof owners
