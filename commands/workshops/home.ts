import { buttons, list, member, text, type Block, type Context } from '../kit.ts'
import { listButton } from './access.ts'
import { m } from './messages.ts'
import { dateRows } from './list.ts'
import { listDates } from './store.ts'

const shown = 3

/** What she is registered for or offered, then the next workshops of everybody. */
export async function home(context: Context): Promise<Block[]> {
  if (!member.allows(context.who)) return []
  const own = await listDates(context, { personId: context.who.id, skip: 0, take: shown })
  const all = await listDates(context, { skip: 0, take: shown })
  const others = all.found.filter(({ id }) => !own.found.some((date) => date.id === id))
  const more = all.total > 0 && buttons(listButton)
  return [
    ...(own.total > 0 ? [text(m.homeOwn), list(await dateRows(context, own.found))] : []),
    ...(others.length > 0 ? [text(m.homeNext), list(await dateRows(context, others))] : []),
    ...(more ? [more] : []),
  ]
}
