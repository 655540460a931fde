import { json } from '../../bot/json.ts'
import { small } from '../../commands/contest/testing.ts'
import type { OwnedTable } from '../../prisma/owners.ts'
import type { Stage } from '../stage.ts'

export type Db = Stage['database']['client']

/** What one person of the random ones is given, and whose number it may name beside hers. */
export interface Gift {
  db: Db
  to: number
  other: number
  /** unlike all others */
  n: number
  spaceId: number
  communityId: number
}

/** when everything given was made */
export const now = new Date('2026-11-23T08:00:00Z')

const post = (db: Db, authorId: number, n: number, communityId: number) =>
  db.opportunity.create({
    data: {
      communityId, kind: 'deal', authorId, status: ['draft', 'open', 'closed'][n % 3] ?? '', title: `deal ${n}`, description: 'good',
      details: { files: [], code: 'X' }, fingerprint: `${n}`, expiresAt: new Date('2027-01-01T00:00:00Z'), createdAt: now, publishedAt: now,
    },
  })

/** An application to a contest of its own. */
async function applicationOf(db: Db, personId: number, n: number, communityId: number) {
  const contest = await db.contest.create({ data: { communityId, slug: `contest-${n}`, opensAt: now, closesAt: new Date('2027-01-01T00:00:00Z'), about: json(small.about), version: 1, questionSets: { create: { version: 1, content: json({ version: 1, ...small.questions }), createdAt: now } } } })
  return db.application.create({ data: { contestId: contest.id, personId, status: 'draft', version: 1, createdAt: now, updatedAt: now } })
}
const workshopOf = (db: Db, authorId: number, n: number, communityId: number) =>
  db.workshop.create({
    data: {
      communityId, authorId, status: ['draft', 'published'][n % 2] ?? '', title: `workshop ${n}`, description: 'good', level: 'everyone', language: 'en',
      starts: '2027-01-05T18:30', timeZone: 'Europe/Paris', minutes: 60, place: 'here', seats: 9, createdAt: now,
      dates: {
        create: {
          slot: '2027-01-05T18:30', starts: '2027-01-05T18:30', timeZone: 'Europe/Paris', minutes: 60, status: 'planned', seats: 9,
          startsAt: new Date('2027-01-05T17:30:00Z'), endsAt: new Date('2027-01-05T18:30:00Z'),
        },
      },
    },
  })

/** A question of another, put to this person: what waits for an answer, and what is over. */
function put({ db, to, other, n, communityId }: Gift) {
  const [status = '', requested = ''] = [['open', 'asked'], ['answered', 'answered'], ['thanked', 'answered'], ['withdrawn', 'closed']][n % 4] ?? []
  const request = { expertId: to, source: 'chosen', status: requested, createdAt: now, askedAt: now, passAt: now }
  const data = { communityId, askerId: other, text: `question ${n}`, status, createdAt: now, requests: { create: request } }
  return db.question.create({ data, include: { requests: true } })
}

/** Something in every table about people; a new table does not compile until there is something for it. */
export const gifts: Record<Exclude<OwnedTable, 'Person' | 'FormerPerson'>, (gift: Gift) => Promise<unknown>> = {
  Account: ({ db, to, n, spaceId }) => db.account.create({ data: { spaceId, externalId: `more-${n}`, personId: to, seenAt: now } }),
  async Role({ db, to, n }) {
    const key = { personId: to, role: ['mentor', 'juror', 'relay'][n % 3] ?? 'mentor' }
    await db.role.upsert({ where: { personId_role: key }, create: key, update: {} })
  },
  // Profiles are made by the commands that keep them in the search.
  Profile: () => Promise.resolve(),
  Skill: () => Promise.resolve(),
  Question: (gift) => put({ ...gift, to: gift.other, other: gift.to }),
  Request: put,
  async Remark(gift) {
    const { requests } = await put(gift)
    for (const { id: requestId } of requests) await gift.db.remark.create({ data: { requestId, authorId: gift.to, fromExpert: true, text: `remark ${gift.n}`, createdAt: now } })
  },
  Avoided: ({ db, to, n }) => db.avoided.create({ data: { personId: to, words: [`word${n}`], createdAt: now } }),
  async SearchChoice({ db, to, other, n, communityId }) {
    if (to === other) return
    const key = { chooserId: to, expertId: other, stem: `word${n % 3}` }
    await db.searchChoice.upsert({ where: { chooserId_expertId_stem: key }, create: { ...key, communityId, said: `words${n}`, asked: n % 2 === 0, chosenAt: now }, update: {} })
  },
  Opportunity: ({ db, to, n, communityId }) => post(db, to, n, communityId),
  async Interest({ db, to, other, n, communityId }) {
    if (to === other) return
    const { id: opportunityId } = (await db.opportunity.findFirst({ where: { authorId: other } })) ?? (await post(db, other, n, communityId))
    const key = { opportunityId, personId: to }
    await db.interest.upsert({ where: { opportunityId_personId: key }, create: { ...key, note: n % 2 ? `note ${n}` : '', createdAt: now }, update: {} })
  },
  async ExpiryReport({ db, to, other, n, communityId }) {
    if (to === other) return
    const { id: opportunityId } = (await db.opportunity.findFirst({ where: { authorId: other } })) ?? (await post(db, other, n, communityId))
    const key = { opportunityId, personId: to }
    await db.expiryReport.upsert({ where: { opportunityId_personId: key }, create: { ...key, createdAt: now }, update: {} })
  },
  StoredFile: ({ db, to, n }) => db.storedFile.create({ data: { id: `file-${n}`, ownerId: to, name: 'a', type: 'text/plain', size: 1, bytes: new Uint8Array([1]), createdAt: now } }),
  Delivery: ({ db, to, n }) => db.delivery.create({ data: { key: `delivery-${n}`, personId: to, reply: {}, createdAt: now } }),
  Posting: ({ db, to, n }) =>
    db.posting.create({ data: { key: n % 2 ? `posting-${n}` : `told-${n}@${to}`, lane: `person:${to}`, personId: to, view: { blocks: [] }, status: 'sent', dueAt: now, createdAt: now } }),
  async LinkCode({ db, to, n }) {
    const code = { id: `code-${n}`, accountId: 1, expiresAt: now }
    await db.linkCode.upsert({ where: { personId: to }, create: { ...code, personId: to }, update: code })
  },
  LinkTry: ({ db, to }) => db.linkTry.create({ data: { personId: to, triedAt: new Date('2026-11-22T08:00:00Z') } }),
  Ticket: ({ db, to, n }) => db.ticket.create({ data: { id: `ticket-${n}`, personId: to, action: 'help', input: {}, expiresAt: new Date('2027-01-01T00:00:00Z') } }),
  Audit: ({ db, to, n }) => db.audit.create({ data: { personId: to, action: 'gift', subject: `gift:${n}`, createdAt: now } }),
  async Handover({ db, to, other, n, communityId }) {
    const { id, personId } = await applicationOf(db, to, n, communityId)
    await db.handover.create({ data: { applicationId: id, personId, writerId: other, handle: `H${n}`, secret: 'S', createdAt: now } })
  },
  async RelayPerson({ db, to, n, communityId }) {
    // of a relay of its own, as an application is to a contest of its own
    const { contestId } = await applicationOf(db, to, n, communityId)
    const relay = await db.relay.create({ data: { contestId, code: `RELAY${n}`, kind: 'other', name: 'Relay', locale: 'fr', createdAt: now } })
    await db.relayPerson.create({ data: { relayId: relay.id, personId: to } })
  },
  Application: async ({ db, to, other, n, communityId }) => {
    const { id } = await applicationOf(db, to, n, communityId)
    if (n % 2) await db.application.update({ where: { id }, data: { helperId: other } })
  },
  async Answer({ db, to, n, communityId }) {
    const { id } = (await db.application.findFirst({ where: { personId: to } })) ?? (await applicationOf(db, to, n, communityId))
    await db.answer.create({ data: { id: `${id}/q${n}`, applicationId: id, question: `q${n}`, personId: to, given: { value: n }, version: 1, locale: 'fr', answeredAt: now } })
  },
  async Submission({ db, to, n, communityId }) {
    const { id } = await applicationOf(db, to, n, communityId)
    await db.submission.create({ data: { applicationId: id, personId: to, content: {}, sentAt: now } })
  },
  WebMessage: ({ db, to, other, n, spaceId }) =>
    db.webMessage.create({ data: { key: `message-${n}`, spaceId, channel: '', visibleTo: to, authorId: n % 2 ? other : null, text: 'hello', sequence: n, createdAt: now } }),
  Workshop: ({ db, to, n, communityId }) => workshopOf(db, to, n, communityId),
  async WorkshopSpeaker({ db, to, other, n, communityId }) {
    const { id: workshopId } = (await db.workshop.findFirst({ where: { authorId: other } })) ?? (await workshopOf(db, other, n, communityId))
    if (!(await db.workshopSpeaker.count({ where: { workshopId, personId: to } }))) await db.workshopSpeaker.create({ data: { workshopId, personId: to } })
  },
  async Registration({ db, to, other, n, communityId }) {
    const { id: workshopId } = (await db.workshop.findFirst({ where: { authorId: other } })) ?? (await workshopOf(db, other, n, communityId))
    const { id: dateId } = await db.workshopDate.findFirstOrThrow({ where: { workshopId } })
    const key = { dateId, personId: to }
    if (await db.registration.count({ where: key })) return
    await db.registration.create({ data: { ...key, status: ['registered', 'left'][n % 2] ?? '', createdAt: now } })
    if (n % 2 === 0) await db.workshopDate.update({ where: { id: dateId }, data: { taken: { increment: 1 } } })
  },
  CalendarFeed: ({ db, to, n }) => db.calendarFeed.create({ data: { digest: `digest-${n}`, personId: to, kind: n % 2 ? 'mine' : 'all', secret: 's', createdAt: now } }),
  Alert: ({ db, to, n, communityId }) =>
    db.alert.create({ data: { communityId, personId: to, words: `word ${n}`, kind: '', place: '', tags: [], anchor: 'word', rhythm: 'daily', createdAt: now } }),
  async AlertMatch({ db, to, n }) {
    const key = { personId: to, kind: 'job', number: n % 3 }
    await db.alertMatch.upsert({ where: { personId_kind_number: key }, create: { ...key, alerts: [], createdAt: now }, update: { toldAt: now } })
  },
  DigestChoice: ({ db, to, n }) => db.digestChoice.upsert({ where: { personId: to }, create: { personId: to, hour: n % 24 }, update: {} }),
}
