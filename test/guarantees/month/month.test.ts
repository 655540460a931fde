import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../prisma/database.ts'
import { testKeys } from '../../../prisma/testing-keys.ts'
import { temporaryDatabase } from '../../../prisma/testing.ts'
import { workshops } from '../../../commands/workshops/index.ts'
import { openStage, type Stage } from '../../stage.ts'
import { remindersDue } from './due.ts'
import { monthBegins, months, workshopsInAll, type Life } from './happenings.ts'
import { live, type Received } from './live.ts'

/** One month in the suite, on a file; by hand many, on the server too: MONTHS=20 MONTH_HAPPENINGS=800 MONTH_DATABASE=postgresql */
const { MONTHS = '1', MONTH_SEED = String(Math.floor(Math.random() * 2 ** 31)), MONTH_DATABASE = 'sqlite' } = process.env

async function stageOfMonth(): Promise<Stage & { drop(): Promise<void> }> {
  const { url, drop } = await temporaryDatabase(MONTH_DATABASE === 'postgresql' ? 'postgresql' : 'sqlite')
  const database = await openDatabase(url, testKeys)
  const stage = await openStage({ database, capabilities: [workshops], locale: 'en', now: monthBegins })
  return Object.assign(stage, { drop })
}

/** What is taken are the seats of those who are registered or asked, and never more than there are. */
async function seatsAddUp({ database: { client } }: Stage): Promise<void> {
  const dates = await client.workshopDate.findMany({ include: { registrations: { where: { status: { in: ['registered', 'offered'] } } } } })
  expect(dates.map(({ id, registrations }) => [id, registrations.length])).toEqual(dates.map(({ id, taken }) => [id, taken]))
  expect(dates.filter(({ taken, seats }) => taken > seats)).toEqual([])
}

const line = ({ person, title, at }: Received) => `${title} ${at.toISOString()} person ${person}`

async function isAsItShouldBe(life: Life): Promise<void> {
  const stage = await stageOfMonth()
  const { seats, outages, received, done } = await live(stage, life)
  console.log(`${seats.length} seats, ${received.length} reminders: ${[...done].map(([kind, count]) => `${kind} ${count}`).join(', ')}`)
  const due = seats.flatMap((seat) => remindersDue(seat, outages).map((at) => line({ ...seat, at })))
  expect(received.map(line).toSorted()).toEqual(due.toSorted())
  await seatsAddUp(stage)
  expect(await stage.database.client.workshop.count({ where: { publishedAt: { not: null } } })).toBe(workshopsInAll)
  expect(stage.logged.filter((logged) => /job failed|stumbled|could not be noted/.test(logged))).toEqual([])
  await stage.worker.stop()
  await stage.database.close()
  await stage.drop()
}

it('thirty workshops, three hundred people, a month of joining, leaving, moving, outages: each reminder due comes once, in time, and the seats add up', { timeout: 3_600_000 }, async () => {
  const seed = Number(MONTH_SEED)
  console.log(`MONTH_SEED=${seed}`)
  await fc.assert(fc.asyncProperty(months, isAsItShouldBe), {
    seed, numRuns: Number(MONTHS), endOnFailure: true,
    // what failed, and not the thousand things that happened before it: the seed brings them back
    reporter: ({ failed, numRuns, errorInstance }) => {
      if (failed) throw new Error(`month ${numRuns} of MONTH_SEED=${seed}`, { cause: errorInstance })
    },
  })
})
