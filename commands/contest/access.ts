import { list, moment, Refusal, type Block, type Button, type Context, type Moment } from '../kit.ts'
import { m } from './messages.ts'
import { contestCalled, currentContests, findApplication, latestOf, type Contest, type Open } from './store.ts'

const hour = 3_600_000

/** Until when an application may be answered: the closing, longer where organisers gave longer, or the grace of one that was begun. */
export function answersUntil({ closesAt, about }: Contest, application?: { extendedTo: Date | null }): Date {
  const grace = application ? about.grace * hour : 0
  return new Date(Math.max(closesAt.getTime() + grace, application?.extendedTo?.getTime() ?? 0))
}

export const until = (open: Pick<Open, 'contest' | 'application'>): Moment => moment(answersUntil(open.contest, open.application))

/** Her own application. @throws Refusal */
export async function ownApplication(context: Context, id: number): Promise<Open> {
  const open = await findApplication(context, { id }, context.who)
  if (!open || open.application.personId !== context.who.id) throw new Refusal(m.notFound)
  return open
}

/** @throws Refusal when it can no longer be answered */
export function requireOpen({ now }: Context, { contest, application }: { contest: Contest; application?: { extendedTo: Date | null } }): void {
  const end = answersUntil(contest, application)
  if (end <= now) throw new Refusal(m.closed({ contest: contest.about.name, at: moment(end) }))
}

/** The contest that is meant: the one that is named, or the only one that is open; where none is, the one she has applied to last. @throws Refusal, with those to choose from */
export async function contestMeant(context: Context, name: string | undefined, choose: (contest: Contest) => Button): Promise<Contest> {
  const named = name === undefined ? undefined : await contestCalled(context, name)
  if (named) return named
  if (name !== undefined) throw new Refusal(m.unknownContest({ name }))
  const current = await currentContests(context)
  const [only] = current
  if (!only) {
    const last = await latestOf(context)
    if (!last) throw new Refusal(m.noneOpen)
    return last
  }
  const open = current.filter(({ opensAt }) => opensAt <= context.now)
  if (open.length === 1 || current.length === 1) return open[0] ?? only
  const items = current.map((contest) => ({ title: contest.about.name, text: m.openUntil({ at: moment(contest.closesAt) }), buttons: [choose(contest)] }))
  throw new Refusal(m.which, [list(items)] satisfies Block[])
}
