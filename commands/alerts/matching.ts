import { z } from 'zod'
import { anchorsIn, fitting, grouped, job, type Offered, type Work } from '../kit.ts'
import type { Alert } from './store.ts'
import { planTelling } from './telling.ts'

/** So many alerts that fit are written down in one transaction. */
const matchedAtOnce = 1000

/** A statement names no more anchors than these. */
const anchorsAtOnce = 500

/** What is told of an alert that fits. */
type Fitting = Pick<Alert, 'id' | 'personId'>

/** What has to be read of an alert to say whether it does, and no more: there may be thousands. */
const read = { id: true, personId: true, words: true, place: true, tags: true } as const

/**
 * The alerts that something new fits, the oldest first: one look into their index for all of them, and then those that it found are read
 * closely. Not those of whoever offers it, nor those made after it came: what was there before is no news.
 */
export async function alertsFitting({ db, community, search }: Pick<Work, 'db' | 'community' | 'search'>, kind: string, offered: Offered): Promise<Fitting[]> {
  const arrival = { ...offered.document, place: offered.place }
  const meanings = await search.meanings(community.id)
  const anchors = anchorsIn(arrival, meanings)
  const fits = fitting(arrival, meanings)
  const found: Fitting[] = []
  for (let index = 0; index < anchors.length; index += anchorsAtOnce) {
    const rows = await db.alert.findMany({
      where: { communityId: community.id, anchor: { in: anchors.slice(index, index + anchorsAtOnce) }, kind: { in: ['', kind] }, pausedAt: null, createdAt: { lte: offered.publishedAt } },
      select: read,
    })
    for (const { id, personId, words, place, tags } of rows) if (personId !== offered.ownerId && fits({ words, place, tags: tags as string[] })) found.push({ id, personId })
  }
  return found.sort((one, other) => one.id - other.id)
}

/** Writes down who is to be told of something new; a great many of them little by little. */
export const match = job({
  name: 'alerts.match',
  input: z.object({ kind: z.string(), number: z.number().int(), after: z.number().int() }),
  async run(work, { kind, number, after }) {
    const subject = work.subjects.find((one) => one.kind === kind)
    const [offered] = (await subject?.open(work, { numbers: [number] })) ?? []
    if (!offered) return
    const fitted = (await alertsFitting(work, kind, offered)).filter(({ id }) => id > after)
    const some = fitted.slice(0, matchedAtOnce)
    const people = grouped(some, ({ personId }) => personId)
    const toTell = await writeMatches(work, { kind, number }, people)
    await planTelling(work, toTell)
    const last = some.at(-1)
    if (last && fitted.length > some.length)
      await work.later(match, { kind, number, after: last.id }, { at: work.now, key: `alerts:match:${kind}:${number}:${last.id}` })
  },
})

/** Gives those who have not been told of it. */
async function writeMatches({ db, now }: Work, about: { kind: string; number: number }, people: Map<number, Fitting[]>): Promise<number[]> {
  const known = new Map((await db.alertMatch.findMany({ where: about })).map((row) => [row.personId, row]))
  const idsOf = (personId: number) => (people.get(personId) ?? []).map(({ id }) => id)
  const fresh = [...people.keys()].filter((personId) => !known.has(personId))
  await db.alertMatch.createMany({ data: fresh.map((personId) => ({ ...about, personId, alerts: idsOf(personId), createdAt: now })) })
  const again = [...people.keys()].filter((personId) => known.has(personId) && known.get(personId)?.toldAt === null)
  for (const personId of again) {
    const alerts = [...new Set([...((known.get(personId)?.alerts ?? []) as number[]), ...idsOf(personId)])]
    await db.alertMatch.update({ where: { personId_kind_number: { ...about, personId } }, data: { alerts } })
  }
  return [...fresh, ...again]
}
