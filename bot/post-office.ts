import type { Logger } from 'pino'
import type { Database, Db } from '../prisma/database.ts'
import type { Adapter, Delivered, Entered, Outgoing } from './adapter.ts'
import { tellAuthor } from './authored.ts'
import type { Clock } from './clock.ts'
import { leaseMs as usualLeaseMs, mostAttempts, reasonOf, retryAt } from './due.ts'
import type { Engine } from './engine.ts'
import { m } from './messages.ts'
import { knownLocale, type Community } from './person.ts'
import type { Locale } from './text.ts'
import { text, view, type View } from './view.ts'
import type { Reader } from './words.ts'
import { workIn } from './work.ts'

const postingsAtOnce = 100

/** How long an account that refused a private message is not written to. */
const closedForMs = 7 * 86_400_000

/** How long a message waits for a platform that is not connected at present. */
const unconnectedMs = 15_000

export interface PostOfficeParts {
  database: Database
  engine: Engine
  /** by platform */
  adapters: ReadonlyMap<string, Adapter>
  clock: Clock
  log: Logger
  publicUrl: string
  /** how long a claim lasts, where not as in due.ts */
  leaseMs?: number
}

type Row = Awaited<ReturnType<Database['claims']['postings']>>[number]

/**
 * Claims the messages that are due and starts to bring them to their places: lanes side by side, each in order. Gives the lanes under
 * way, which never fail; none when nothing is due.
 */
export async function startDue(parts: PostOfficeParts): Promise<Promise<void>[]> {
  const { database, clock, leaseMs = usualLeaseMs } = parts
  const now = clock.now()
  const claim = { now, leaseUntil: new Date(now.getTime() + leaseMs), limit: postingsAtOnce }
  const claimed = await database.claiming((db) => database.claims.postings(db, claim))
  const byLane = new Map<string, Row[]>()
  for (const row of claimed) byLane.set(row.lane, [...(byLane.get(row.lane) ?? []), row])
  const last = new Date(now.getTime() + leaseMs / 2)
  return [...byLane.values()].map((rows) =>
    deliverLane(parts, rows, last).catch((error: unknown) =>
      parts.log.error({ err: error }, 'the outcome of a delivery could not be noted; it is taken up again'),
    ),
  )
}

/** One after the other; when one has to wait, so do those behind it. None begins after `last`, when the claim might end meanwhile. */
async function deliverLane(parts: PostOfficeParts, rows: Row[], last: Date): Promise<void> {
  for (const [index, row] of rows.entries()) {
    const late = index > 0 && parts.clock.now() > last
    if (!late && (await deliverOne(parts, row))) continue
    const behind = rows.slice(late ? index : index + 1)
    if (behind.length)
      await parts.database.client.posting.updateMany({
        where: { id: { in: behind.map(({ id }) => id) }, status: 'sending', leaseUntil: row.leaseUntil },
        data: { status: 'waiting', leaseUntil: null, attempts: { decrement: 1 } },
      })
    return
  }
}

/** Gives false when this message has to wait, and with it its lane. */
async function deliverOne(parts: PostOfficeParts, row: Row): Promise<boolean> {
  const now = () => parts.clock.now()
  try {
    if (row.until && row.until <= now()) return await missed(parts, row)
    const places = row.personId === null ? await channelPlaces(parts, row) : await personPlaces(parts, row, row.personId)
    let why = 'there is nowhere to deliver it'
    for (const { adapter, accountId, bring } of places) {
      if (!adapter.connected) return await wait(parts, row, { attempts: row.attempts - 1, dueAt: new Date(now().getTime() + unconnectedMs) })
      const outcome = await bring()
      if (outcome.kind === 'sent') return await sent(parts, row, accountId, outcome.messageId)
      // The platform has not tried: this was no attempt.
      if (outcome.kind === 'later') return await wait(parts, row, { attempts: row.attempts - 1, dueAt: later(outcome.at, now()) })
      await refused(parts, row, accountId, outcome)
      if (outcome.reason === 'invalid') return await giveUp(parts, row, outcome.detail, outcome.advice)
      why = outcome.detail
    }
    return await giveUp(parts, row, why)
  } catch (error) {
    // The outcome is unknown: the same key goes again, and the platform or the adapter recognises it.
    parts.log.warn({ err: error, posting: row.id, attempts: row.attempts }, 'a message could not be delivered yet')
    if (row.attempts >= mostAttempts) return giveUp(parts, row, reasonOf(error))
    return wait(parts, row, { dueAt: retryAt(now(), row.attempts), error: reasonOf(error) })
  }
}

/** Not at once, whatever the platform says: it would be asked again and again. */
const later = (at: Date, now: Date): Date => new Date(Math.max(at.getTime(), now.getTime() + 100))

interface Place {
  adapter: Adapter
  accountId: number | null
  bring(): Promise<Entered>
}

const messageOf = (row: Row, to: Outgoing['to'], spaceId: number, reader: Reader): Outgoing => ({
  key: row.key,
  spaceId,
  to,
  view: row.view as unknown as View,
  reader,
  messageId: row.messageId,
  inDoubt: row.attempts > 1 || row.error !== null,
  saidAt: row.createdAt,
})

async function channelPlaces({ database, engine, adapters }: PostOfficeParts, row: Row): Promise<Place[]> {
  const { spaceId, channel } = row
  if (spaceId === null || channel === null) return []
  const space = await database.client.space.findUnique({ where: { id: spaceId } })
  if (!space?.connected) return []
  const adapter = adapters.get(space.platform)
  if (!adapter) throw new Error(`${space.platform} is not connected`)
  const { locale, timeZone } = await engine.community()
  const message = messageOf(row, { channel }, spaceId, { locale, timeZone })
  const { entry } = message.view
  if (!entry) return [{ adapter, accountId: null, bring: () => adapter.deliver(message) }]
  const { calendar } = adapter
  return calendar ? [{ adapter, accountId: null, bring: () => calendar.put({ ...message, entry, space: space.externalId }) }] : []
}

/** The accounts of a person, the one it is meant for first, else the one she used last; a message already sent is changed where it is. */
async function personPlaces({ database, engine, adapters, clock }: PostOfficeParts, row: Row, personId: number): Promise<Place[]> {
  const community = await engine.community()
  const person = await database.client.person.findUnique({
    where: { id: personId },
    include: { accounts: { include: { space: true }, orderBy: { seenAt: 'desc' } } },
  })
  if (!person) return []
  const reader = readerOf(person, community)
  // Nobody is written to where the community no longer lives.
  const accounts = person.accounts.filter(({ space }) => space.connected)
  const open = row.messageId
    ? accounts.filter(({ id }) => id === row.accountId)
    : accounts.filter(({ closedUntil }) => !closedUntil || closedUntil < clock.now())
  const places = open.flatMap(({ id, externalId, spaceId, space }) => {
    const adapter = adapters.get(space.platform)
    return adapter ? [{ adapter, accountId: id, bring: () => adapter.deliver(messageOf(row, { externalId, personId }, spaceId, reader)) }] : []
  })
  if (open.length > 0 && places.length === 0) throw new Error('none of the platforms of this person is connected')
  const rank = ({ adapter, accountId }: Place) => (adapter.connected ? 2 : 0) + (accountId === row.accountId ? 1 : 0)
  return places.sort((one, other) => rank(other) - rank(one))
}

const readerOf = (person: { locale: string | null; timeZone: string | null }, community: Community): Reader => ({
  locale: knownLocale([person.locale], community.locale),
  timeZone: person.timeZone ?? community.timeZone,
})

/** A view that changed while it was being sent waits for its next turn. */
async function sent({ database, clock }: PostOfficeParts, row: Row, accountId: number | null, messageId: string | null): Promise<true> {
  const done = { messageId, accountId, delivered: row.revision, leaseUntil: null, error: null, attempts: 0 }
  const { count } = await database.client.posting.updateMany({ where: { id: row.id, revision: row.revision }, data: { ...done, status: 'sent' } })
  if (count === 0) await database.client.posting.updateMany({ where: { id: row.id }, data: { ...done, status: 'waiting', dueAt: clock.now() } })
  return true
}

/** It came to nothing in time, and is no longer worth saying. */
async function missed({ database, log }: PostOfficeParts, row: Row): Promise<true> {
  await database.client.posting.updateMany({ where: ours(row), data: { status: 'missed', leaseUntil: null } })
  log.warn({ posting: row.id }, 'a message was no longer useful when it could be delivered')
  return true
}

async function wait({ database }: PostOfficeParts, row: Row, change: { dueAt: Date; attempts?: number; error?: string }): Promise<false> {
  await database.client.posting.updateMany({ where: ours(row), data: { ...change, status: 'waiting', leaseUntil: null } })
  return false
}

/** The row as long as our claim holds. */
const ours = ({ id, leaseUntil }: Row) => ({ id, status: 'sending', leaseUntil })

async function refused({ database, clock, log }: PostOfficeParts, row: Row, accountId: number | null, outcome: Extract<Delivered, { kind: 'refused' }>): Promise<void> {
  log.warn({ posting: row.id, reason: outcome.reason }, 'a platform refused a message')
  if (accountId === null || outcome.reason === 'invalid') return
  const closedUntil = new Date(clock.now().getTime() + closedForMs)
  await database.client.account.update({ where: { id: accountId }, data: { closedUntil } })
}

/** Kept, visible and retriable; the organisers are told once of a person whom nothing reaches, and who wrote it what the platform advises her. */
async function giveUp({ database, engine, clock, log, publicUrl }: PostOfficeParts, row: Row, error: string, advice?: Readonly<Record<Locale, string>>): Promise<true> {
  const community = await engine.community()
  await database.transaction(async (db: Db) => {
    const { count } = await db.posting.updateMany({ where: { ...ours(row), revision: row.revision }, data: { status: 'failed', leaseUntil: null, error } })
    // It says something else meanwhile, which may be accepted.
    if (count === 0) await db.posting.updateMany({ where: ours(row), data: { status: 'waiting', leaseUntil: null, error, attempts: 0, dueAt: clock.now() } })
    const around = { search: database.search, community, now: clock.now(), publicUrl, gathered: engine.gathered }
    const work = workIn(db, around, () => undefined)
    if (count > 0 && advice) await tellAuthor(work, engine.gathered.authors, row, advice)
    const person = row.personId && (await db.person.findUnique({ where: { id: row.personId } }))
    // What she has seen already is not worth an alarm when it changes.
    if (count === 0 || !person || row.messageId || row.key.startsWith('undelivered:')) return
    const said = view({ title: m.undeliveredTitle, tone: 'problem' }, text(m.undelivered({ person: person.name })))
    await work.tell({ organisers: true }, said, { key: `undelivered:${person.id}` })
  })
  log.error({ posting: row.id, error }, 'a message was not delivered')
  return true
}
