import type { Db } from '../database.ts'
import { nextStep } from './actor.ts'
import type { SeedWorkshop } from './data.ts'
import { accountOf, daysBefore } from './people.ts'
import type { Event, Scene } from './play.ts'

const hourMs = 3_600_000
const organiserKey = 'organiser-sofia'

/** A workshop is prepared and joined; one that is over was attended, and those who came said how it was. */
export function hold(db: Db, { stagehand, ids, now }: Scene, workshop: SeedWorkshop): Event {
  const { by, speaker, daysAgo, startsIn = 0, at: time, series, input, joined, came = [] } = workshop
  const at = daysBefore(now, daysAgo)
  const organiser = accountOf({ key: by })
  const when = series ?? `${daysBefore(now, -startsIn).toISOString().slice(0, 10)} ${time}`
  return {
    at,
    async happens() {
      const publish = nextStep(await stagehand.does(organiser, at, 'workshop create', { ...input, when, speaker: String(ids.get(speaker)) }))
      await stagehand.does(organiser, at, publish.action, publish.input)
      const { id, workshopId, endsAt } = await db.workshopDate.findFirstOrThrow({ where: { workshopId: Number(publish.input.number) }, orderBy: { startsAt: 'asc' } })
      const which = { number: workshopId, date: id }
      for (const [index, key] of joined.entries()) await stagehand.does(accountOf({ key }), new Date(at.getTime() + (index + 1) * hourMs), 'workshop join', which)
      const afterwards = new Date(endsAt.getTime() + hourMs)
      for (const { who, mark, words } of came) {
        await stagehand.does(organiser, afterwards, 'workshops.attended', { ...which, person: String(ids.get(who)), came: true })
        if (mark !== undefined) await stagehand.does(accountOf({ key: who }), afterwards, 'workshops.rate', { ...which, mark })
        if (words !== undefined) await stagehand.does(accountOf({ key: who }), afterwards, 'workshops.words', { ...which, words })
      }
    },
  }
}

/** Nobody is reminded of what is over, nor late: the reminders that would have been sent while they played are void, those ahead are planned anew. */
export function remindFromNow(db: Db, { stagehand, now }: Scene): Event {
  return {
    at: now,
    async happens() {
      await db.job.deleteMany({ where: { name: { in: ['workshops.remind', 'workshops.remind-channel'] }, dueAt: { lt: now } } })
      await stagehand.does(accountOf({ key: organiserKey }), now, 'workshop settings', { acceptHours: 12, reminders: '1 week, 1 day, 1 hour' })
    },
  }
}
