import { action, ask, buttons, list as rows, member, Refusal, text, view, type Context, type Suggestion } from '../kit.ts'
import { nameOf } from './conditions.ts'
import { m } from './messages.ts'
import { planTelling } from './telling.ts'
import { alertsOf, findOwn, type Alert } from './store.ts'
import { addButton, done, hourButton, listButton, removeButton, resumeButton, rowOf } from './views.ts'

const pageSize = 5

/** `/alert list`. */
export const list = action({
  name: 'alert list',
  french: 'alerte lister',
  title: m.list,
  description: m.listAbout,
  can: member,
  reads: true,
  input: { page: ask.number({ label: m.page, min: 1, max: 1000, whole: true, optional: true, hidden: true }) },
  async run(context, { page: wanted = 1 }) {
    const all = await alertsOf(context, context.who.id)
    if (all.length === 0) return view({ title: m.list }, text(m.none), buttons({ ...addButton, style: 'primary' }))
    const pages = Math.ceil(all.length / pageSize)
    const page = Math.min(wanted, pages)
    const to = (label: typeof m.next, number: number) => ({ label, call: { action: 'alert list', input: { page: number } } })
    return view(
      { title: m.listTitle({ count: all.length }) },
      rows(all.slice((page - 1) * pageSize, page * pageSize).map((alert) => rowOf(context, alert))),
      pages > 1 && text(m.pageOf({ page, pages })),
      buttons(page > 1 && to(m.previous, page - 1), page < pages && to(m.next, page + 1), addButton, hourButton),
    )
  },
})

const suggestOwn = async (context: Context, typed: string): Promise<Suggestion[]> =>
  (await alertsOf(context, context.who.id))
    .filter(({ id, words }) => String(id).startsWith(typed.replace(/\D/g, '')) || words.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, 10)
    .map((alert) => ({ value: String(alert.id), label: m.numbered({ number: String(alert.id), name: nameOf(context, alert) }) }))

/** @throws Refusal when it is not hers, or gone */
async function ownAlert(context: Context, number: number): Promise<Alert> {
  const alert = await findOwn(context, number)
  if (!alert) throw new Refusal(m.noSuch({ number: String(number) }), [buttons(listButton)].flatMap((block) => block ?? []))
  return alert
}

/** `/alert remove`. */
export const remove = action({
  name: 'alert remove',
  french: 'alerte supprimer',
  title: m.remove,
  description: m.removeAbout,
  can: member,
  input: { number: ask.record({ label: m.number, suggest: suggestOwn }) },
  async fill(context, { number }) {
    if (number !== undefined) return {}
    const all = await alertsOf(context, context.who.id)
    if (all.length === 0) throw new Refusal(m.none, [buttons(addButton)].flatMap((block) => block ?? []))
    throw new Refusal(m.whichOne, [rows(all.map((alert) => ({ ...rowOf(context, alert), buttons: [removeButton(alert)] })))])
  },
  async run(context, { number }) {
    const alert = await ownAlert(context, number)
    await context.db.alert.delete({ where: { id: number } })
    return done(m.removedTitle({ name: nameOf(context, alert) }), m.removed, listButton, addButton)
  },
})

const input = { alert: ask.record({ label: m.number, hidden: true }) }

/** One tap, and this alert says nothing more. */
export const stop = action({
  name: 'alerts.stop',
  title: m.stop,
  description: m.stopAbout,
  can: member,
  input,
  async run(context, { alert: number }) {
    const alert = await ownAlert(context, number)
    await context.db.alert.updateMany({ where: { id: number, pausedAt: null }, data: { pausedAt: context.now } })
    return done(m.stoppedTitle({ name: nameOf(context, alert) }), m.stopped, resumeButton(alert), removeButton(alert), listButton)
  },
})

/** From now on it speaks again. */
export const resume = action({
  name: 'alerts.resume',
  title: m.resume,
  description: m.stopAbout,
  can: member,
  input,
  async run(context, { alert: number }) {
    const alert = await ownAlert(context, number)
    await context.db.alert.update({ where: { id: number }, data: { pausedAt: null } })
    await planTelling(context, [context.who.id])
    return done(m.resumedTitle({ name: nameOf(context, alert) }), m.resumed, listButton)
  },
})
