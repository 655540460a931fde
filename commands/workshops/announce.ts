import { z } from 'zod'
import { communityTag, job, type Offered, type Work } from '../kit.ts'
import { cardKey } from './author.ts'
import { tellCalendars } from './entries.ts'
import { closesAt, offersEndAt, slotsOf, spanOf } from './rules.ts'
import { comingDates, findWorkshop, type Workshop } from './store.ts'
import { card } from './views.ts'

/** The kind under which workshops are searched. */
export const searchKind = 'workshop'

/** The dates to come of its rule become ones that can be joined, but for those that are there already. */
export async function planDates({ db, now }: Work, workshop: Workshop): Promise<void> {
  const { id: workshopId, starts: start, rule, timeZone, minutes, seats } = workshop
  const known = new Set((await db.workshopDate.findMany({ where: { workshopId }, select: { slot: true } })).map(({ slot }) => slot))
  const fresh = slotsOf({ start, rule }).filter((slot) => !known.has(slot)).map((slot) => ({ slot, ...spanOf({ starts: slot, timeZone, minutes }) }))
  await db.workshopDate.createMany({
    data: fresh.filter(({ startsAt }) => startsAt > now).map((date) => ({ workshopId, starts: date.slot, timeZone, minutes, ...date, status: 'planned', seats })),
  })
}

/** Brings everything in line with what it now is: the cards and calendars in every space, the search, and when they are to change by themselves. */
export async function announce(work: Work, number: number): Promise<Workshop> {
  const workshop = await findWorkshop(work, number)
  if (!workshop) throw new Error(`workshop ${number} is gone within its own transaction`)
  await bringInLine(work, workshop)
  return workshop
}

async function bringInLine(work: Work, workshop: Workshop): Promise<void> {
  const { id: number } = workshop
  await work.tell({ channel: 'workshops' }, await card(work, workshop), { key: cardKey(number) })
  await tellCalendars(work, workshop)
  const [next] = workshop.status === 'published' ? await comingDates(work, number, 1) : []
  if (!next) {
    await work.search.remove(work.db, searchKind, number)
    return
  }
  await index(work, workshop)
  const turns = [offersEndAt(next.startsAt, workshop.closesHours), closesAt(next.startsAt, workshop.closesHours), next.startsAt, next.endsAt]
  const at = turns.find((turn) => turn > work.now)
  if (at) await work.later(follow, { number }, { at, key: `workshop:${number}:follow` })
}

async function index(work: Work, workshop: Workshop): Promise<void> {
  await work.search.put(work.db, { kind: searchKind, ref: workshop.id, ...documentOf(workshop) })
}

/** What is searched of it. */
export function documentOf({ title, description, level, language, communityId, speakers }: Workshop): Offered['document'] {
  const medium = speakers.map(({ person, name }) => person?.name ?? name).join(' ')
  return { strong: title, medium, weak: description, tags: [communityTag(communityId), `level_${level}`, `language_${language}`] }
}

/** The same soon after, in a transaction of its own: of many who take a seat at once, none waits for the card, which is drawn once for all. */
export const announceSoon = (work: Work, number: number): Promise<void> => work.later(follow, { number }, { at: work.now, key: `workshop:${number}:card` })

/** Time alone changes what a card says: registration closes, the date begins, is over. */
export const follow = job({
  name: 'workshops.follow',
  input: z.object({ number: z.number().int() }),
  async run(work, { number }) {
    const workshop = await findWorkshop(work, number)
    if (workshop) await bringInLine(work, workshop)
  },
})
