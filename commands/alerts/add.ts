import type { InputOf } from '../../bot/field.ts'
import { action, buttons, Invalid, member, Refusal, type Context, type View } from '../kit.ts'
import { conditionsOf, nameOf, sameConditions, saysSomething, type Conditions } from './conditions.ts'
import { carried, fields } from './fields.ts'
import { m } from './messages.ts'
import { planTelling } from './telling.ts'
import { mostAlerts, usualHour } from './rules.ts'
import { alertsOf, changeAlert, createAlert, findOwn, readings, type Alert } from './store.ts'
import { trial } from './trial.ts'
import { addButton, done, hourButton, listButton, preview, whenTold } from './views.ts'

const all = { ...fields, ...carried }

/** What was asked for, tried on what there is. @throws Invalid, Refusal */
async function tried(context: Context, given: Partial<InputOf<typeof all>>): Promise<View> {
  const conditions = await judged(context, given)
  return preview(context, conditions, await trial(context, conditions, context.who.id), given.alert)
}

/** @throws Invalid where it looks for nothing; Refusal where she has too many alerts */
async function judged(context: Context, given: Partial<InputOf<typeof all>>): Promise<Conditions> {
  const conditions = conditionsOf(context, given)
  if (!saysSomething(conditions)) throw new Invalid({ words: given.words || given.place ? m.onlySmallWords : m.lookForWhat })
  if (given.alert === undefined && (await alertsOf(context, context.who.id)).length >= mostAlerts)
    throw new Refusal(m.tooMany({ most: mostAlerts }), [buttons(listButton)].flatMap((block) => block ?? []))
  return conditions
}

/** `/alert add`. */
export const add = action({
  name: 'alert add',
  french: 'alerte ajouter',
  title: m.add,
  description: m.addAbout,
  can: member,
  reads: true,
  input: fields,
  async run(context, given) {
    if (Object.values(given).every((value) => value === undefined)) throw new Invalid({ words: m.lookForWhat })
    return tried(context, given)
  },
})

/** Shows again what an alert would do, after a choice. */
export const previewAction = action({ name: 'alerts.preview', title: m.add, description: m.addAbout, can: member, reads: true, input: all, run: tried })

/** The form of an alert, filled in. */
export const change = action({
  name: 'alerts.change', title: m.change, description: m.addAbout, can: member, reads: true, asks: 'always', input: all, run: tried,
})

/** An alert is kept, or one that was is other than before. */
export const save = action({
  name: 'alerts.save',
  title: m.save,
  description: m.addAbout,
  can: member,
  input: all,
  async run(context, given) {
    const conditions = await judged(context, given)
    const alert = await kept(context, conditions, given.alert)
    await planTelling(context, [context.who.id])
    const hour = (await readings(context, [context.who.id])).get(context.who.id)?.hour ?? usualHour
    const { rhythm } = alert
    return done(m.savedTitle({ name: nameOf(context, alert) }), whenTold(rhythm, hour), listButton, addButton, rhythm !== 'at-once' && hourButton)
  },
})

/** The same again is the same alert: a second click makes no second one. */
async function kept(context: Context, conditions: Conditions, number: number | undefined): Promise<Alert> {
  const own = number === undefined ? undefined : await findOwn(context, number)
  const same = (await alertsOf(context, context.who.id)).find((alert) => sameConditions(alert, conditions))
  const before = own ?? same
  return before ? changeAlert(context, before.id, conditions) : createAlert(context, conditions)
}
