import { experts } from '../../commands/experts/index.ts'
import type { RawInput } from '../../bot/read.ts'
import type { Database } from '../../prisma/database.ts'
import { openStage, type PersonAbout, type Stage } from '../stage.ts'
import type { StagePerson } from './person.ts'

export const question = 'How do I charge VAT to a customer in Belgium?'

/** Somebody with a published profile: an accountant who knows about VAT, unless it is said otherwise. */
export async function publish(stage: Stage, name: string, profile: RawInput = {}, about?: PersonAbout): Promise<StagePerson> {
  const person = await stage.person(name, about)
  await person.types('/profile edit')
  await person.fills({ headline: 'Accountant', skills: 'VAT', weeklyLimit: 2, ...profile })
  await person.presses('Publish')
  return person
}

/** Ada, who asks, and Claire, who knows; at ten in the morning of a Monday in Paris. */
export async function cast(open: () => Promise<Database>, profile?: RawInput) {
  const stage = await openStage({ database: await open(), capabilities: [experts], now: '2026-11-23T09:00:00Z' })
  return { stage, claire: await publish(stage, 'Claire', profile), ada: await stage.person('Ada') }
}

/** Asks the first expert who is found. */
export async function asks(ada: StagePerson, words = question): Promise<void> {
  await ada.types('/expert find vat')
  await ada.presses('Ask')
  await ada.fills({ question: words })
}

/** The newest request, as its expert's buttons carry it. */
export async function latestRequest({ database }: Stage): Promise<number> {
  return (await database.client.request.findFirstOrThrow({ orderBy: { id: 'desc' } })).id
}
