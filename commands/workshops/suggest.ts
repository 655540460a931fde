import { fold, type Context, type Suggestion } from '../kit.ts'
import { isOrganiser } from './access.ts'
import { m } from './messages.ts'
import { draftsOf, listDates } from './store.ts'

const shown = 10
const lookedThrough = 50

const fits = (title: string, typed: string): boolean => {
  const words = fold(title)
  return fold(typed).every((one) => words.some((word) => word.startsWith(one)))
}

/** What could be meant while a number is typed, by its digits or by words of its title: workshops to come, and one's own drafts. */
export async function suggestNumber(context: Context, typed: string): Promise<Suggestion[]> {
  const { found } = await listDates(context, { skip: 0, take: lookedThrough })
  const drafts = isOrganiser(context) ? await draftsOf(context, lookedThrough) : []
  const all = new Map([...found.map(({ workshop }) => workshop), ...drafts].map(({ id, title }) => [id, title]))
  const digits = typed.replace(/\D/g, '')
  const fitting = [...all].filter(([id, title]) => (digits !== '' && String(id).startsWith(digits)) || fits(title, typed))
  return fitting.slice(0, shown).map(([id, title]) => ({ value: String(id), label: m.numbered({ number: String(id), title }) }))
}
