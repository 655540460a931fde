import { action, ask, buttons, list, moment, organiser, text, view, type Message } from '../kit.ts'
import { m } from './messages.ts'
import { wholeTrail, type Line, type Noted } from './trail.ts'

const pageSize = 15

const words: Record<Noted, (about: { person: string | Message }) => Message> = {
  opened: m.auditOpened,
  read: m.auditRead,
  wrote: m.auditWrote,
  changed: m.auditChanged,
  extended: m.auditExtended,
  announced: m.auditAnnounced,
  sent: m.auditSent,
  decided: m.auditDecided,
  withdrew: m.auditWithdrew,
  erased: () => m.auditErased,
}

/** `/contest audit`: who read or changed which application, and when; nothing of what is in it. */
export const audit = action({
  name: 'contest audit',
  french: 'concours journal',
  title: m.audit,
  description: m.auditAbout,
  can: organiser,
  reads: true,
  input: { page: ask.number({ label: m.audit, min: 1, max: 100_000, whole: true, optional: true, hidden: true }) },
  async run(context, { page = 1 }) {
    const { lines, count } = await wholeTrail(context, { skip: (page - 1) * pageSize, take: pageSize })
    const to = (label: Message, number: number) => ({ label, call: { action: 'contest audit', input: { page: number } } })
    return view(
      { title: m.audit },
      text(lines.length ? m.auditAbout : m.auditNothing),
      lines.length > 0 && list(lines.map((line) => ({ title: titleOf(line), text: words[line.what]({ person: line.person ?? m.somebodyGone }) }))),
      buttons(page > 1 && to(m.newer, page - 1), page * pageSize < count && to(m.older, page + 1)),
    )
  },
})

const titleOf = ({ at, application, reference }: Line): Message =>
  m.auditTitle({ at: moment(at), application: reference ?? m.auditNumber({ number: String(application) }) })
