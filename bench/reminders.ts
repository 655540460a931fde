import { systemClock } from '../bot/clock.ts'
import { createEngine } from '../bot/engine.ts'
import { createLog } from '../bot/log.ts'
import { createWorker } from '../bot/worker.ts'
import { capabilities } from '../commands/index.ts'
import type { Database } from '../prisma/database.ts'
import { benchDatabases } from './databases.ts'
import { instantly } from './delivery.ts'
import { print } from './measure.ts'

const people = 5_000

/** So many have a seat of a workshop that begins in an hour, and are to be reminded of it now. */
async function fill({ client }: Database): Promise<number> {
  const now = new Date()
  const startsAt = new Date(now.getTime() + 3_600_000)
  const { id: communityId } = await client.community.create({ data: { name: 'Bench', locale: 'fr', timeZone: 'Europe/Paris' } })
  const { id: spaceId } = await client.space.create({ data: { communityId, platform: 'bench', externalId: 'bench', name: 'Bench', channels: { workshops: 'workshops' } } })
  const wall = { starts: startsAt.toISOString().slice(0, 16), timeZone: 'UTC', minutes: 60, seats: people }
  const about = { communityId, status: 'published', title: 'Une première boutique', description: 'Une heure.', level: 'everyone', language: 'fr', place: 'Lyon', createdAt: now }
  const { id: workshopId } = await client.workshop.create({ data: { ...about, ...wall } })
  const { id: dateId } = await client.workshopDate.create({
    data: { ...wall, workshopId, slot: wall.starts, startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), status: 'planned', taken: people },
  })
  for (let from = 0; from < people; from += 500) {
    const rows = await client.person.createManyAndReturn({ data: Array.from({ length: 500 }, (_, index) => ({ communityId, name: `Member ${from + index}`, quietFrom: 0, quietTo: 0 })) })
    await client.account.createMany({ data: rows.map(({ id: personId, name }) => ({ spaceId, externalId: name, personId, seenAt: now })) })
    await client.registration.createMany({ data: rows.map(({ id: personId }) => ({ dateId, personId, status: 'registered', createdAt: now, remindAt: now, remindedTo: 1440 })) })
  }
  await client.job.create({ data: { key: `workshop-date:${dateId}:remind`, name: 'workshops.remind', input: { date: dateId, sorted: true }, status: 'waiting', dueAt: now } })
  return communityId
}

/** How many due reminders a second are found, written, claimed, drawn and handed to a platform that does not limit us, and noted as sent. */
export async function benchReminders(): Promise<void> {
  const rows = []
  for (const open of await benchDatabases()) {
    const { database, drop } = await open()
    const communityId = await fill(database)
    const [log, adapter, publicUrl] = [createLog({ level: 'error' }), instantly(), 'https://bench.test']
    const engine = createEngine({ database, capabilities, clock: systemClock, log, communityId, publicUrl, onTold: () => undefined })
    const worker = createWorker({ database, engine, adapters: new Map([['bench', adapter]]), clock: systemClock, log, publicUrl })
    await adapter.start(engine)
    const begun = performance.now()
    await worker.drain()
    const seconds = (performance.now() - begun) / 1000
    const sent = await database.client.posting.count({ where: { status: 'sent', personId: { not: null } } })
    if (sent !== people) throw new Error(`${sent} of ${people} were reminded`)
    rows.push({ database: database.provider, reminders: sent, seconds, 'reminders/s': sent / seconds })
    await worker.stop()
    await drop()
  }
  print('Due reminders of one workshop found, written, claimed, drawn and handed to a platform that does not limit us', rows)
}
