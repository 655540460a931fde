import type { Offered, Subject, Work } from '../kit.ts'
import { showButton, whenOf } from './access.ts'
import { documentOf } from './announce.ts'
import { levelOptions } from './fields.ts'
import { m } from './messages.ts'
import { comingDates, openWorkshops, type Workshop } from './store.ts'
import { seatsOf } from './views.ts'

/** A workshop as an alert or a digest shows it; nothing once it has no date to come. */
async function offered(work: Work, workshop: Workshop): Promise<Offered[]> {
  const [next] = await comingDates(work, workshop.id, 1)
  if (!next) return []
  const { id, title, authorId, publishedAt, createdAt } = workshop
  const item = {
    title: m.numbered({ number: String(id), title }), text: m.whenIs({ when: whenOf(next) }),
    facts: [{ label: m.seats, value: await seatsOf(work, workshop, next) }], buttons: [showButton(workshop)],
  }
  // where it is, only those who are registered are told
  return [{ number: id, ownerId: authorId, publishedAt: publishedAt ?? createdAt, document: documentOf(workshop), place: '', item }]
}

/** Workshops, for who wants to hear of new ones. */
export const subjects: Subject[] = [{
  kind: 'workshop',
  title: m.channel,
  filters: [{ name: 'level', label: m.level, options: levelOptions }],
  async open(work, which) {
    const found: Offered[] = []
    // One after the other: inside a transaction, queries share one connection.
    for (const workshop of await openWorkshops(work, which)) found.push(...(await offered(work, workshop)))
    return found
  },
}]
