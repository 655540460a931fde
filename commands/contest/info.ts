import { action, anyone, ask, buttons, list, moment, text, view, type Block } from '../kit.ts'
import { contestMeant } from './access.ts'
import { applyButton } from './apply.ts'
import type { ContestAbout } from './about.ts'
import { m } from './messages.ts'

/** `/contest info`: what it is, for whom, and until when. */
export const info = action({
  name: 'contest info',
  french: 'concours infos',
  title: m.info,
  description: m.infoAbout,
  can: anyone,
  reads: true,
  input: { contest: ask.text({ label: m.contest, hint: m.contestHint, max: 60, optional: true }) },
  async run(context, { contest: name }) {
    const contest = await contestMeant(context, name, (one) => ({ label: m.info, call: { action: 'contest info', input: { contest: one.slug } } }))
    const { about, opensAt, closesAt } = contest
    const isOpen = opensAt <= context.now && closesAt > context.now
    const at = opensAt > context.now ? m.opensOn({ contest: about.name, at: moment(opensAt) }) : isOpen ? m.openUntil({ at: moment(closesAt) }) : m.closed({ contest: about.name, at: moment(closesAt) })
    return view({ title: about.name }, text(about.summary), text(at), text(about.next), ...partsOf(about), isOpen && text(m.yourData), isOpen && buttons(applyButton(contest)))
  },
})

/** What there is to win, and what the jury looks at. */
const partsOf = ({ prizes = [], rubric = [] }: ContestAbout): Block[] => [
  ...(prizes.length ? [text(m.prizes), list(prizes.map(({ words, by, count }) => ({ title: words, text: m.prizeBy({ by, count }) })))] : []),
  ...(rubric.length ? [text(m.rubric), list(rubric.map(({ words, points }) => ({ title: words, text: m.points({ points }) })))] : []),
]
