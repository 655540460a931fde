import { action, ask, buttons, list, moment, organiser, text, view, type Context, type View } from '../kit.ts'
import { learnedLinks, unlearn, type Link } from './choices.ts'
import { m } from './messages.ts'

const pageSize = 10

const toLearned = (label = m.learnedTitle, skip?: number) => ({ label, call: { action: 'settings learned', input: { skip } } })

const linkItem = ({ stem, said, expert, members, lift, lastAt }: Link) => ({
  title: m.learnedLink({ said, expert: { personId: expert.id, name: expert.name } }),
  facts: [
    { label: m.learnedMembers, value: m.learnedMembersCount({ count: members }) },
    { label: m.learnedLift, value: m.learnedLiftPercent({ lift }) },
    { label: m.learnedLast, value: m.on({ when: moment(lastAt, 'date') }) },
  ],
  buttons: [{ label: m.unlearn, call: { action: 'experts.unlearn', input: { stem, said, expert: expert.id } } }],
})

async function learnedView(context: Context, skip: number): Promise<View> {
  const links = await learnedLinks(context, skip, pageSize + 1)
  if (links.length === 0) return view({ title: m.learnedTitle }, text(m.learnedNone))
  return view({ title: m.learnedTitle }, text(m.learnedIntro), list(links.slice(0, pageSize).map(linkItem)), buttons(links.length > pageSize && toLearned(m.more, skip + pageSize)))
}

/** `/settings learned`: which experts members chose for which words, never who of them. */
export const learned = action({
  name: 'settings learned',
  french: 'réglages appris',
  title: m.learnedTitle,
  description: m.learnedDescription,
  can: organiser,
  reads: true,
  input: { skip: ask.number({ label: m.more, min: 0, max: 1_000_000, whole: true, optional: true, hidden: true }) },
  run: (context, { skip = 0 }) => learnedView(context, skip),
})

/** Forgets what was learned of a word and an expert. */
export const unlearnLink = action({
  name: 'experts.unlearn',
  title: m.unlearn,
  description: m.learnedDescription,
  can: organiser,
  input: {
    stem: ask.text({ label: m.need, max: 200, hidden: true }),
    said: ask.text({ label: m.need, max: 200, hidden: true }),
    expert: ask.record({ label: m.expert, names: 'person', hidden: true }),
  },
  async run(context, { stem, said, expert }) {
    const forgotten = await unlearn(context, stem, expert)
    if (forgotten > 0) await context.audit('settings:learned', { forgot: stem, expert, choices: forgotten })
    return view({ title: m.unlearned, tone: 'good' }, text(m.unlearnedHint({ said })), buttons(toLearned()))
  },
})
