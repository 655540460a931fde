import { z } from 'zod'
import { action, ask, buttons, job, moment, organiser, Refusal, text, view, type JobDefinition, type View, type Work } from '../kit.ts'
import { contestMeant } from './access.ts'
import { m } from './messages.ts'
import { contestOf, type Contest } from './store.ts'

export const channel = 'contests'

const input = z.object({ contest: z.number() })

/** The card of a contest, in every space. */
function card({ about, slug, closesAt }: Contest, now: Date): View {
  if (closesAt <= now) return view({ title: about.name, tone: 'past' }, text(m.closed({ contest: about.name, at: moment(closesAt) })))
  const apply = { label: m.apply, call: { action: 'contest apply', input: { contest: slug } }, style: 'primary' as const }
  const info = { label: m.info, call: { action: 'contest info', input: { contest: slug } } }
  const words = about.messages?.announcement
  return view({ title: about.name }, text(about.summary), words && text(words), text(m.openUntil({ at: moment(closesAt) })), buttons(apply, info))
}

/** Says it in every space, or brings what was said up to date. */
export const tellOf = (work: Pick<Work, 'tell' | 'now'>, contest: Contest): Promise<void> => work.tell({ channel }, card(contest, work.now), { key: `contest-card:${contest.id}` })

/** At its opening a contest is announced; at its closing its card says that it is over. Where it was moved meanwhile, later. */
export const announceJob: JobDefinition<z.infer<typeof input>> = job({
  name: 'contest.announce',
  input,
  async run(work, { contest: id }) {
    const row = await work.db.contest.findUnique({ where: { id } })
    if (!row) return
    const contest = contestOf(row)
    if (contest.opensAt > work.now) return planAnnouncements(work, contest)
    await tellOf(work, contest)
    if (contest.closesAt > work.now) await planAnnouncements(work, contest)
  },
})

/** When there is next something to say of a contest in the channels. */
export async function planAnnouncements({ later, now }: Pick<Work, 'later' | 'now'>, { id, opensAt, closesAt }: Pick<Contest, 'id' | 'opensAt' | 'closesAt'>): Promise<void> {
  const at = opensAt > now ? opensAt : closesAt
  if (at > now) await later(announceJob, { contest: id }, { at, key: `contest:${id}:announce` })
}

/** `/contest announce`: the card with its button in every space, now. */
export const announce = action({
  name: 'contest announce',
  french: 'concours annoncer',
  title: m.announce,
  description: m.announceAbout,
  can: organiser,
  input: { contest: ask.text({ label: m.contest, hint: m.contestHint, max: 60, optional: true }) },
  async run(context, { contest: name }) {
    const contest = await contestMeant(context, name, ({ slug }) => ({ label: m.announce, call: { action: 'contest announce', input: { contest: slug } } }))
    if (contest.opensAt > context.now) throw new Refusal(m.opensOn({ contest: contest.about.name, at: moment(contest.opensAt) }))
    await tellOf(context, contest)
    await planAnnouncements(context, contest)
    return view({ title: contest.about.name, tone: 'good' }, text(m.announced))
  },
})
