import { buttons, list, moment, text, view, type Block, type Button, type Context, type Item, type Message, type Offered, type View, type Work } from '../kit.ts'
import { factsOf, inputOf, nameOf, rhythmNames, type Conditions } from './conditions.ts'
import { m } from './messages.ts'
import { triedDays, rhythms, type Rhythm } from './rules.ts'
import type { Alert } from './store.ts'

/** How many of those that would have fitted are shown. */
const shownOfTrial = 3

export const addButton: Button = { label: m.add, call: { action: 'alert add', input: {} } }
export const listButton: Button = { label: m.list, call: { action: 'alert list', input: {} } }
export const hourButton: Button = { label: m.otherHour, call: { action: 'digest', input: {} } }
export const digestButton: Button = { label: m.digest, call: { action: 'digest', input: {} } }
export const stopButton = (alert: { id: number }, label: Message): Button => ({ label, call: { action: 'alerts.stop', input: { alert: alert.id } } })
export const resumeButton = ({ id }: Alert): Button => ({ label: m.resume, call: { action: 'alerts.resume', input: { alert: id } }, style: 'primary' })
export const removeButton = ({ id }: Alert): Button => ({ label: m.remove, call: { action: 'alert remove', input: { number: id } }, style: 'danger' })
export const changeButton = (alert: Alert): Button => ({ label: m.change, call: { action: 'alerts.change', input: { ...inputOf(alert), alert: alert.id } } })

/** What an alert would do, before it is saved: what it would have found, and what can still be changed with a tap. */
export function preview(context: Context, conditions: Conditions, found: Offered[], alert: number | undefined): View {
  const input = (other: Partial<Conditions>) => ({ ...inputOf({ ...conditions, ...other }), alert })
  const said = m.wouldHave({ count: found.length, days: triedDays })
  const shown = found.slice(0, shownOfTrial).map(({ item }) => item)
  return view(
    { title: m.previewTitle({ name: nameOf(context, conditions) }) },
    { kind: 'facts', facts: factsOf(context, conditions) },
    text(said),
    shown.length > 0 && list(shown),
    buttons(
      { label: m.save, call: { action: 'alerts.save', input: input({}) }, style: 'primary' },
      { label: m.change, call: { action: 'alerts.change', input: input({}) } },
      listButton,
    ),
    ...narrowing(context, conditions, input),
    { kind: 'select', label: m.rhythm, options: rhythms.map((rhythm) => ({ label: rhythmNames[rhythm], call: { action: 'alerts.preview', input: input({ rhythm }) } })) },
  )
}

/** A choice for each filter that things of this kind have. */
function narrowing({ subjects }: Context, { kind, tags }: Conditions, input: (other: Partial<Conditions>) => Record<string, never> | ReturnType<typeof inputOf>): Block[] {
  return subjects.filter((subject) => subject.kind === kind).flatMap(({ filters }) => filters).map(({ name, label, options }) => {
    const others = tags.filter((tag) => !tag.startsWith(`${name}_`))
    const call = (chosen: string[]) => ({ action: 'alerts.preview', input: input({ tags: [...others, ...chosen] }) })
    const each = options.map(({ value, label: one }) => ({ label: one, call: call([`${name}_${value}`]) }))
    return { kind: 'select', label, options: [{ label: m.any, call: call([]) }, ...each] }
  })
}

/** One row of the list of somebody's alerts. */
export const rowOf = (work: Work, alert: Alert): Item => ({
  title: m.numbered({ number: String(alert.id), name: nameOf(work, alert) }),
  facts: [...factsOf(work, alert).filter(({ label }) => label !== m.words), ...(alert.pausedAt ? [{ label: m.paused, value: m.since({ date: moment(alert.pausedAt, 'date') }) }] : [])],
  buttons: [changeButton(alert), alert.pausedAt ? resumeButton(alert) : stopButton(alert, m.pause), removeButton(alert)],
})

/** When she will hear of something. */
export const whenTold = (rhythm: Rhythm, hour: number): Message => {
  if (rhythm === 'at-once') return m.toldAtOnce
  return rhythm === 'daily' ? m.toldDaily({ hour }) : m.toldWeekly({ hour })
}

/** Something was done: the title says what, the buttons what next. */
export const done = (title: Message, said: Message, ...next: (Button | false)[]): View => view({ title, tone: 'good' }, text(said), buttons(...next))
