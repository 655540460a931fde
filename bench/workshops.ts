import { systemClock } from '../bot/clock.ts'
import { createEngine } from '../bot/engine.ts'
import { createLog } from '../bot/log.ts'
import { capabilities } from '../commands/index.ts'
import type { Database } from '../prisma/database.ts'
import { benchDatabases } from './databases.ts'
import { percentiles, print } from './measure.ts'
import { populate, type Population } from './population.ts'

/** So many press the same button at the same moment, twice as many as there are seats. */
const people = 500
const seats = 250

/** A workshop of one date, in a week. */
async function openWorkshop({ client }: Database, { communityId }: Population): Promise<{ number: number; date: number }> {
  const startsAt = new Date(Date.now() + 7 * 86_400_000)
  const wall = { starts: startsAt.toISOString().slice(0, 16), timeZone: 'UTC', minutes: 60, seats }
  const about = { communityId, authorId: 1, status: 'published', title: 'Une première boutique', description: 'Une heure.', level: 'everyone', language: 'fr', place: 'Lyon', createdAt: new Date() }
  const { id: number } = await client.workshop.create({ data: { ...about, ...wall } })
  const { id: date } = await client.workshopDate.create({ data: { ...wall, workshopId: number, slot: wall.starts, startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), status: 'planned' } })
  return { number, date }
}

async function benchJoins(database: Database) {
  const population = await populate(database, people)
  const { communityId, spaceId } = population
  const engine = createEngine({ database, capabilities, clock: systemClock, log: createLog({ level: 'error' }), communityId, publicUrl: 'https://bench.test', onTold: () => undefined })
  const input = await openWorkshop(database, population)
  const begun = performance.now()
  const join = async (_: unknown, index: number): Promise<number> => {
    const externalId = `member-${index + 1}`
    const before = performance.now()
    await engine.run({ key: `join ${index}`, from: { spaceId, externalId, name: externalId }, channel: null, what: { call: { action: 'workshop join', input } } })
    return performance.now() - before
  }
  const { p50, p99 } = percentiles(await Promise.all(Array.from({ length: people }, join)))
  const elapsed = performance.now() - begun
  const count = (status: string) => database.client.registration.count({ where: { dateId: input.date, status } })
  const [registered, waiting] = [await count('registered'), await count('waiting')]
  if (registered !== seats || waiting !== people - seats) throw new Error(`${registered} have a seat and ${waiting} wait: it should be ${seats} and ${people - seats}`)
  return { database: database.provider, 'at once': people, seats, 'joins/s': (people * 1000) / elapsed, p50, p99, registered, waiting }
}

/** Joining one workshop when everybody does at the same moment: none is sold twice, and nobody is lost. */
export async function benchWorkshops(): Promise<void> {
  const rows = []
  for (const open of await benchDatabases()) {
    const { database, drop } = await open()
    rows.push(await benchJoins(database))
    await drop()
  }
  print('Joining one workshop, all at once (milliseconds from the press to the answer, the wait for those before included)', rows)
}
