import { action, ask, facts, member, text, view } from '../kit.ts'
import { attendanceButton, dateMeant, datesButton, duplicateButton, found, isInsider, isOrganiser, listButton, offering } from './access.ts'
import { answersButton } from './answers.ts'
import { figuresOf } from './figures.ts'
import { m } from './messages.ts'
import { phaseOf } from './rules.ts'
import { registrationOf } from './store.ts'
import { suggestNumber } from './suggest.ts'
import { choice, preview, shown, whyCancelled } from './views.ts'

export const show = action({
  name: 'workshop show',
  french: 'atelier voir',
  title: m.show,
  description: m.showAbout,
  can: member,
  reads: true,
  input: { number: ask.record({ label: m.number, hint: m.numberHint, suggest: suggestNumber }) },
  async run(context, { number }) {
    const workshop = await found(context, number)
    if (workshop.status === 'draft') return preview(context, workshop)
    const insider = isInsider(context, workshop)
    const date = await dateMeant(context, workshop, undefined)
    const registration = date ? await registrationOf(context, date.id, context.who.id) : null
    const title = m.numbered({ number: String(number), title: workshop.title })
    const blocks = await shown(context, workshop, { date, registration, insider })
    const phase = date && phaseOf(date, workshop.closesHours, context.now)
    const states = { open: undefined, closed: m.stateClosed, running: m.stateRunning, past: m.statePast, cancelled: m.stateCancelled }
    const isPast = workshop.status === 'cancelled' || phase === 'past' || phase === 'cancelled'
    const state = workshop.status === 'cancelled' ? whyCancelled(workshop) : phase && states[phase]
    const dates = date ? [] : [text(m.nextDates), await choice(context, workshop), ...offering(datesButton(workshop))]
    return view({ title, ...(isPast ? { tone: 'past' as const } : {}) }, facts([m.state, state], ...(date && insider ? await figuresOf(context, date) : [])), ...blocks, ...dates,
      ...offering(date && attendanceButton(context, workshop, date), insider && (await answersButton(context, workshop)), listButton, isOrganiser(context) && duplicateButton(workshop)))
  },
})
