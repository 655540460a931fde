import { action, ask, buttons, facts, Invalid, moment, organiser, Refusal, text, view, type Block, type Button, type Context, type Message, type Suggestion, type View } from '../kit.ts'
import { answersUntil } from './access.ts'
import { planForgetting } from './forget.ts'
import { m } from './messages.ts'
import { announcedOf, announcing, countedBy, decidedIn, decidedOf, isFinal, resultLabels, results, resultWords, type Result } from './results.ts'
import { contestCalled, contestOf, latestEnded, type ApplicationRow, type Contest } from './store.ts'
import { noteDealing } from './trail.ts'
import { readerOf } from './writing.ts'

const contestField = ask.text({ label: m.contest, hint: m.contestLatest, max: 60, optional: true })
const nothing = 'none'
const options = [...results.map((value) => ({ value, label: resultLabels[value] })), { value: nothing, label: m.decideNothing }] as const

/** `/contest decide`: what becomes of applications that were sent, by their references. Nobody is told before it is announced. */
export const decide = action({
  name: 'contest decide',
  french: 'concours décider',
  title: m.decide,
  description: m.decideAbout,
  can: organiser,
  input: {
    references: ask.text({ label: m.decideReferences, hint: m.decideReferencesHint, max: 2000, suggest: suggestReferences, optional: true }),
    stage: ask.choice({ label: m.decideStage, options }),
    contest: contestField,
  },
  async run(context, { references, stage, contest: name }) {
    const result = results.find((one) => one === stage)
    const named = references === undefined ? undefined : await applicationsCalled(context, references)
    const contest = await contestMeant(context, name, named?.[0])
    if (!named && result && result !== 'refused') throw new Invalid({ references: m.decideWhich })
    if (named) requireDecidable(context, contest, named)
    const meant = named ?? (await others(context, contest, result))
    for (const row of meant) {
      await context.db.application.update({ where: { id: row.id }, data: { result: result && result !== announcedOf(row) ? result : null } })
      await noteDealing(context, row.id, 'decided')
    }
    return standingOf(context, contest, m.decided({ count: meant.length }))
  },
})

const mostSuggested = 20
/** what every platform still takes as a suggestion */
const longestSuggested = 100

/** One more reference of what was sent to a contest that is over, after those that are typed already. */
async function suggestReferences({ db, community, now }: Context, typed: string): Promise<Suggestion[]> {
  const given = typed.toUpperCase().split(/[\s,;]+/)
  const begun = given.pop() ?? ''
  const rows = await db.application.findMany({
    where: { status: 'submitted', reference: { startsWith: begun, notIn: given }, contest: { communityId: community.id, closesAt: { lte: now } } },
    select: { reference: true },
    orderBy: { reference: 'asc' },
    take: mostSuggested,
  })
  const values = rows.map(({ reference }) => [...given.filter(Boolean), reference].join(' '))
  return values.filter(({ length }) => length <= longestSuggested).map((value) => ({ value, label: value }))
}

/** The applications with these references, which may be parted by spaces and commas. @throws Invalid */
async function applicationsCalled({ db, community }: Context, typed: string): Promise<ApplicationRow[]> {
  const references = [...new Set(typed.toUpperCase().split(/[\s,;]+/).filter(Boolean))]
  const rows = await db.application.findMany({ where: { reference: { in: references }, contest: { communityId: community.id }, status: 'submitted' } })
  const unknown = references.filter((reference) => !rows.some((row) => row.reference === reference))
  if (unknown.length) throw new Invalid({ references: m.decideUnknown({ typed: unknown.join(', ').slice(0, 100) }) })
  return rows
}

/** The contest that is named, that of an application, or the one that ended last. @throws Refusal */
async function contestMeant(context: Context, name: string | undefined, application?: ApplicationRow): Promise<Contest> {
  if (application) return contestOf(await context.db.contest.findUniqueOrThrow({ where: { id: application.contestId } }))
  if (name === undefined) {
    const latest = await latestEnded(context)
    if (!latest) throw new Refusal(m.noneEnded)
    return latest
  }
  const named = await contestCalled(context, name)
  if (!named) throw new Refusal(m.unknownContest({ name }))
  return named
}

/** What can still be changed is not what was judged. @throws Refusal, Invalid */
function requireDecidable({ now }: Context, contest: Contest, rows: ApplicationRow[]): void {
  if (rows.some(({ contestId }) => contestId !== contest.id)) throw new Invalid({ references: m.decideOneContest })
  const open = rows.find((row) => answersUntil(contest, row) > now)
  if (open) throw new Refusal(m.decideLater({ reference: open.reference ?? '', at: moment(answersUntil(contest, open)) }))
}

/** Without references: to refuse is meant of all who are not chosen, to take back of all that is not announced. */
async function others({ db, now }: Context, contest: Contest, result: Result | undefined): Promise<ApplicationRow[]> {
  const rows = await db.application.findMany({ where: { contestId: contest.id, status: 'submitted' } })
  if (!result) return rows.filter(decidedOf)
  return rows.filter((row) => {
    const announced = announcedOf(row)
    return !decidedOf(row) && (!announced || announced === 'shortlisted') && answersUntil(contest, row) <= now
  })
}

/** `/contest results`: what is decided, what is announced, and the way to announce it. */
export const resultsShown = action({
  name: 'contest results',
  french: 'concours résultats',
  title: m.results,
  description: m.resultsAbout,
  can: organiser,
  reads: true,
  input: { contest: contestField },
  run: async (context, { contest: name }) => standingOf(context, await contestMeant(context, name)),
})

async function standingOf(context: Context, contest: Contest, first?: Message): Promise<View> {
  const decided = await decidedIn(context, contest)
  const sent = await context.db.application.findMany({ where: { contestId: contest.id, status: 'submitted' } })
  const announced = countedBy(sent, announcedOf)
  const announce: Button = {
    label: m.resultsAnnounce,
    call: { action: 'contest.results-announce', input: { contest: contest.slug } },
    style: 'primary',
    confirm: m.resultsConfirm({ count: decided.length }),
  }
  return view(
    { title: contest.about.name, ...(first ? { tone: 'good' as const } : {}) },
    first && text(first),
    text(decided.length ? m.resultsWaiting : m.resultsNothing),
    counted(countedBy(decided, decidedOf)),
    announced.length > 0 && text(m.resultsTold),
    counted(announced),
    buttons(decided.length > 0 && announce),
  )
}

const counted = (counts: [Result, number][]): Block | undefined => facts(...counts.map(([result, count]): [Message, Message] => [resultLabels[result], m.figure({ count })]))

/** Tells each candidate what was decided of her application, all of them at once. */
export const announceResults = action({
  name: 'contest.results-announce',
  title: m.resultsAnnounce,
  description: m.resultsAbout,
  can: organiser,
  input: { contest: ask.text({ label: m.contest, max: 60, hidden: true }) },
  async run(context, { contest: name }) {
    const { db, now } = context
    const contest = await contestMeant(context, name)
    const decided = await decidedIn(context, contest)
    const isResult = decided.some((row) => isFinal(decidedOf(row) ?? 'shortlisted'))
    const resultsAt = contest.resultsAt ?? (isResult ? now : null)
    await db.contest.update({ where: { id: contest.id }, data: { resultsAt } })
    for (const row of decided) await announceOne(context, { ...contest, resultsAt }, row)
    await planForgetting(context, { ...contest, resultsAt })
    await context.audit(`contest.results:${contest.id}`, Object.fromEntries(countedBy(decided, decidedOf)))
    return standingOf(context, contest, m.resultsAnnounced({ count: decided.length }))
  },
})

async function announceOne(context: Context, contest: Contest, row: ApplicationRow): Promise<void> {
  const result = decidedOf(row)
  if (!result) return
  const application = await context.db.application.update({ where: { id: row.id }, data: announcing(result, context.now) })
  await noteDealing(context, row.id, 'announced')
  const copy: Button = { label: m.takeCopy, call: { action: 'privacy export', input: {} } }
  const told = view({ title: contest.about.name, ...(result === 'refused' ? {} : { tone: 'good' as const }) }, text(resultWords({ application, contest }, result)), buttons(result === 'refused' && copy))
  await context.tell({ person: await readerOf(context, application) }, told, { key: `contest:${row.id}:result:${result}` })
}
