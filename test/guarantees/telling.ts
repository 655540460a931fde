import type { Target, Work } from '../../bot/action.ts'
import type { Outgoing } from '../../bot/adapter.ts'
import { text, view } from '../../bot/view.ts'
import { workIn } from '../../bot/work.ts'
import type { Stage } from '../stage.ts'

/** Does something as a handler would, in a transaction of its own, without any action. */
export async function inWork<T>(stage: Stage, work: (work: Work) => Promise<T>): Promise<T> {
  const community = await stage.engine.community()
  const around = { search: stage.database.search, community, now: stage.clock.now(), publicUrl: '', gathered: stage.engine.gathered }
  return stage.database.transaction((db) => work(workIn(db, around, () => undefined)))
}

export const tell = (stage: Stage, target: Target, words: string, key: string) =>
  inWork(stage, (work) => work.tell(target, view({}, text(words)), { key }))

/** The words of a message that `tell` wrote. */
export function wordsOf({ view: { blocks } }: Pick<Outgoing, 'view'>): string {
  const [block] = blocks
  return block?.kind === 'text' && typeof block.text === 'string' ? block.text : ''
}

/** Lets the platform of the stage do something of its own before, or instead of, what it does. */
export function onDelivery(stage: Stage, before: (message: Outgoing) => Promise<void>): void {
  const deliver = stage.adapter.deliver.bind(stage.adapter)
  stage.adapter.deliver = async (message) => {
    await before(message)
    return deliver(message)
  }
}
