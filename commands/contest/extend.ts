import { instantOf } from '../../bot/when/wall.ts'
import { action, ask, buttons, Invalid, moment, organiser, Refusal, text, view, type Context, type View } from '../kit.ts'
import { answersUntil, contestMeant } from './access.ts'
import { planAnnouncements, tellOf } from './announce.ts'
import { goOnButton } from './apply.ts'
import { planForgetting } from './forget.ts'
import { m } from './messages.ts'
import { findApplication, type Contest } from './store.ts'
import { noteDealing } from './trail.ts'
import { readerOf } from './writing.ts'

/** `/contest extend`: a later closing for everybody, or more time for one person. */
export const extend = action({
  name: 'contest extend',
  french: 'concours prolonger',
  title: m.extend,
  description: m.extendAbout,
  can: organiser,
  input: {
    until: ask.date({ label: m.extendUntil, hint: m.extendUntilHint }),
    person: ask.record({ label: m.extendPerson, hint: m.extendPersonHint, names: 'person', optional: true }),
    contest: ask.text({ label: m.contest, hint: m.contestOf, max: 60, optional: true }),
  },
  async run(context, { until: day, person, contest: name }) {
    const contest = await contestMeant(context, name, ({ slug }) => ({ label: m.extend, call: { action: 'contest extend', input: { until: day, person, contest: slug } } }))
    const until = instantOf(`${day}T23:59`, context.community.timeZone)
    return person === undefined ? forAll(context, contest, until) : forOne(context, contest, { person, until })
  },
})

async function forAll(context: Context, contest: Contest, closesAt: Date): Promise<View> {
  if (closesAt <= contest.closesAt || closesAt <= context.now) throw new Invalid({ until: m.extendLater({ at: moment(contest.closesAt) }) })
  await context.db.contest.update({ where: { id: contest.id }, data: { closesAt } })
  await context.audit(`contest.extend:${contest.id}`, { until: closesAt.toISOString() })
  const extended = { ...contest, closesAt }
  if (contest.opensAt <= context.now) await tellOf(context, extended)
  await planAnnouncements(context, extended)
  await planForgetting(context, extended)
  return view({ title: contest.about.name, tone: 'good' }, text(m.extended({ at: moment(closesAt) })))
}

async function forOne(context: Context, contest: Contest, { person, until }: { person: number; until: Date }): Promise<View> {
  const open = await findApplication(context, { contestId: contest.id, personId: person }, context.who)
  if (!open) throw new Refusal(m.extendNobody)
  const before = answersUntil(contest, open.application)
  if (until <= before || until <= context.now) throw new Invalid({ until: m.extendLater({ at: moment(before) }) })
  await context.db.application.update({ where: { id: open.application.id }, data: { extendedTo: until } })
  await context.audit(`contest.extend:${contest.id}`, { application: open.application.id, until: until.toISOString() })
  await noteDealing(context, open.application.id, 'extended')
  const told = view({ title: contest.about.name, tone: 'good' }, text(m.extendedYou({ at: moment(until) })), buttons(goOnButton(open)))
  await context.tell({ person: await readerOf(context, open.application) }, told, { key: `contest:${open.application.id}:extended` })
  return view({ title: contest.about.name, tone: 'good' }, text(m.extendedOne({ at: moment(until) })))
}
