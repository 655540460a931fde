import { action, ask, organiser, text, view } from '../kit.ts'
import { m } from './messages.ts'
import { patienceOf, patienceRange, setPatience } from './patience.ts'

/** `/settings questions`: how long an expert has to answer before a question goes on. */
export const questionSettings = action({
  name: 'settings questions',
  title: m.settingsTitle,
  description: m.settingsDescription,
  can: organiser,
  asks: 'always',
  input: { hours: ask.number({ label: m.hours, hint: m.hoursHint, ...patienceRange, whole: true }) },
  async fill(context) {
    return { hours: await patienceOf(context) }
  },
  async run(context, { hours }) {
    const before = await patienceOf(context)
    await setPatience(context, hours)
    await context.audit('settings:questions', { before, after: hours })
    return view({ title: m.settingsSaved, tone: 'good' }, text(m.hoursNow({ hours })))
  },
})
