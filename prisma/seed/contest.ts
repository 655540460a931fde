import { readFileSync } from 'node:fs'
import { nanoid } from 'nanoid'
import type { Db } from '../database.ts'
import { accountOf, daysBefore } from './people.ts'
import type { Event, Scene } from './play.ts'

const example = new URL('../../docs/contests/power-starter.yaml', import.meta.url)
const by = 'organiser-sofia'
const beganDaysAgo = 7
const daysToGo = 60

/** The example of a contest, open now. */
function exampleOf(now: Date): string {
  const day = (daysAgo: number) => daysBefore(now, daysAgo).toISOString().slice(0, 10)
  const dates: Record<string, string> = { opens: `${day(beganDaysAgo)} 00:00`, closes: `${day(-daysToGo)} 23:59` }
  return readFileSync(example, 'utf8').replace(/^(opens|closes): .*$/gm, (_line, key: string) => `${key}: ${dates[key] ?? ''}`)
}

/** A contest that is open and announced, so that an application can be tried. */
export function openContest(db: Db, { stagehand, ids, now }: Scene): Event {
  const at = daysBefore(now, beganDaysAgo)
  return {
    at,
    async happens() {
      const bytes = new TextEncoder().encode(exampleOf(now))
      const file = { id: nanoid(), ownerId: ids.get(by) ?? 0, name: 'power-starter.yaml', type: 'application/yaml', size: bytes.length, bytes, createdAt: at }
      await db.storedFile.create({ data: file })
      await stagehand.does(accountOf({ key: by }), at, 'contest import', { file: [file.id] })
      await stagehand.does(accountOf({ key: by }), at, 'contest announce', { contest: 'power-starter' })
    },
  }
}
