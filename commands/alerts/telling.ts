import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fitting, grouped, job, type Offered, type Work } from '../kit.ts'
import { messageOf, type Told } from './message.ts'
import { readings } from './store.ts'
import { timeOf, waitingOf, type Waiting } from './waiting.ts'

/** So many people are told in one transaction. */
const toldAtOnce = 50

/** More than these are not told of in one message; a further one follows. */
const mostInMessage = 20

/** Tells these people of what waits for them and is due, if it still is as they want it. */
export const tell = job({
  name: 'alerts.tell',
  input: z.object({ people: z.array(z.number().int()) }),
  async run(work, { people }) {
    const reading = await readings(work, people)
    const due = (await waitingOf(work, people)).filter((waiting) => {
      const hers = reading.get(waiting.personId)
      const at = hers && timeOf(waiting, hers, work.now)
      return at ? at <= work.now : !waiting.sleeps
    })
    const open = await openNow(work, due)
    for (const [personId, waiting] of grouped(due, (one) => one.personId)) await tellPerson(work, personId, waiting, open)
    // what is not due yet, or did not find room, has its own time
    await planTelling(work, people)
  },
})

const named = ({ kind, number }: { kind: string; number: number }): string => `${kind}:${number}`

/** Those that are open at this moment, by name. */
async function openNow(work: Work, waiting: Waiting[]): Promise<Map<string, Offered>> {
  const open = new Map<string, Offered>()
  for (const subject of work.subjects) {
    const numbers = [...new Set(waiting.filter(({ kind }) => kind === subject.kind).map(({ number }) => number))]
    if (numbers.length === 0) continue
    for (const one of await subject.open(work, { numbers })) open.set(named({ kind: subject.kind, number: one.number }), one)
  }
  return open
}

async function tellPerson(work: Work, personId: number, due: Waiting[], open: Map<string, Offered>): Promise<void> {
  const meanings = await work.search.meanings(work.community.id)
  const stillFits = due.flatMap((waiting): Told[] => {
    const offered = open.get(named(waiting))
    if (!offered || offered.ownerId === personId) return []
    const alert = waiting.alerts.find(fitting({ ...offered.document, place: offered.place }, meanings))
    return alert ? [{ waiting, alert, offered }] : []
  })
  const told = stillFits.slice(0, mostInMessage)
  const gone = due.filter((one) => !stillFits.some(({ waiting }) => waiting === one))
  // Never told of: should it come again, it is new to her.
  await work.db.alertMatch.deleteMany({ where: { personId, toldAt: null, OR: gone.map(({ kind, number }) => ({ kind, number })) } })
  const [first] = told
  if (!first) return
  await work.db.alertMatch.updateMany({ where: { personId, OR: told.map(({ waiting: { kind, number } }) => ({ kind, number })) }, data: { toldAt: work.now } })
  await work.tell({ person: personId }, messageOf(work, told), { key: `alerts:${personId}:${named(first.waiting)}` })
}

/**
 * Plans that these people are told of what waits for them, each in her time. To plan it twice does no harm: what was told waits no
 * longer, and who has nothing waiting is told nothing.
 */
export async function planTelling(work: Work, people: number[]): Promise<void> {
  const reading = await readings(work, people)
  const earliest = new Map<number, number>()
  for (const waiting of await waitingOf(work, people)) {
    const { personId } = waiting
    const hers = reading.get(personId)
    const at = hers && timeOf(waiting, hers, work.now)
    if (at) earliest.set(personId, Math.min(at.getTime(), earliest.get(personId) ?? Infinity))
  }
  const byTime = grouped([...earliest.keys()].sort((one, other) => one - other), (personId) => earliest.get(personId) ?? 0)
  for (const [at, together] of byTime)
    for (let index = 0; index < together.length; index += toldAtOnce) {
      const some = together.slice(index, index + toldAtOnce)
      const digest = createHash('sha256').update(some.join()).digest('hex').slice(0, 16)
      await work.later(tell, { people: some }, { at: new Date(at), key: `alerts:tell:${new Date(at).toISOString()}:${digest}` })
    }
}
