import { fold, list, Refusal, type Context, type Message, type Suggestion } from '../kit.ts'
import { offering, postButton } from './access.ts'
import type { Kind } from './kind.ts'
import { m } from './messages.ts'
import { matches } from './rules.ts'
import { listOpportunities } from './store.ts'
import { row } from './views.ts'

const shown = 10
const lookedThrough = 50

/** Nobody said which one: her own are offered, each with a button. @throws Refusal always */
export async function chooseOwn(context: Context, kind: Kind, states: string[], action: string, label: Message): Promise<never> {
  const { found } = await listOpportunities(context, { kind: kind.name, authorId: context.who.id, states, take: shown })
  if (found.length === 0) throw new Refusal(m.noneOfMine, offering(postButton(kind)))
  const items = found.map((one) => ({ ...row(context, one, { state: true }), buttons: [{ label, call: { action, input: { number: one.id } } }] }))
  throw new Refusal(m.whichOne, [list(items)])
}

/** What could be meant while a number is typed: by its digits or by words of its title. */
export const suggestNumber = (kind: Kind, whose: 'open' | 'own') => async (context: Context, typed: string): Promise<Suggestion[]> => {
  const about = whose === 'own' ? { authorId: context.who.id, states: ['open', 'draft'] } : { states: ['open'] }
  const { found } = await listOpportunities(context, { kind: kind.name, ...about, take: lookedThrough })
  const digits = typed.replace(/\D/g, '')
  const fitting = found.filter(({ id, title }) => (digits !== '' && String(id).startsWith(digits)) || matches(title, fold(typed)))
  return fitting.slice(0, shown).map(({ id, title }) => ({ value: String(id), label: m.numbered({ number: String(id), title }) }))
}
