import type { Form } from '../../bot/form.ts'
import { buttons, list, text, view, type Call, type View } from '../../bot/view.ts'
import { cancelledAction, confirmedAction, type Question } from './confirm.ts'
import { m } from './messages.ts'

// What the adapter says by itself, beside what capabilities say; `test/gallery/own` draws each of these.

/** What offers a form where none can be opened. */
export const formOffer = ({ title, description }: Form, call: Call): View =>
  view({ title }, text(description), text(m.formWaits), buttons({ label: m.openForm, call, style: 'primary' }))

/** Between two steps of a form; `step` is the one that was just sent. */
export const nextStep = ({ title }: Form, { step, steps }: { step: number; steps: number }, call: Call): View =>
  view({ title }, text(m.stepKept({ step, steps })), buttons({ label: m.continue, call, style: 'primary' }))

/** What is wrong in a form, and the way back into it. */
export function lookAgain({ title, fields, problems }: Form, call: Call): View {
  const labelOf = (name: string) => fields.find((field) => field.name === name)?.label ?? title
  const items = Object.entries(problems).map(([name, problem]) => ({ title: labelOf(name), text: problem }))
  return view({ title, tone: 'problem' }, text(m.problems), list(items), buttons({ label: m.editAgain, call, style: 'primary' }))
}

/** The question of a button that asks first; `input` leads to what it asks about. */
export function askedFirst({ question, label, danger }: Question, input: Call['input']): View {
  const yes = { label, call: { action: confirmedAction, input }, style: danger ? ('danger' as const) : ('primary' as const) }
  const no = { label: m.cancel, call: { action: cancelledAction, input: {} } }
  return view({}, text(question), buttons(yes, no))
}
