import { facts, type Chapter, type Figures, type Period, type Work } from '../kit.ts'
import { m } from './messages.ts'

async function published({ db, community }: Work, kind: string, { since, until, slices }: Period): Promise<number[]> {
  const rows = await db.opportunity.findMany({ where: { communityId: community.id, kind, publishedAt: { gte: since, lte: until } }, select: { publishedAt: true } })
  return slices.map((from, index) => rows.filter(({ publishedAt: at }) => at && at >= from && at < (slices[index + 1] ?? new Date(until.getTime() + 1))).length)
}

const closed = ({ db, community }: Work, reason: string, { since, until }: Period): Promise<number> =>
  db.opportunity.count({ where: { communityId: community.id, kind: 'job', closedReason: reason, closedAt: { gte: since, lte: until } } })

const interests = ({ db, community }: Work, kind: string, { since, until }: Period): Promise<number> =>
  db.interest.count({ where: { createdAt: { gte: since, lte: until }, opportunity: { communityId: community.id, kind } } })

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

/** `/stats`: what was published, whom it brought together, and what came of it as far as its authors said. */
export const figures: Figures = async (work, period): Promise<Chapter> => {
  const [jobs, deals] = [await published(work, 'job', period), await published(work, 'deal', period)]
  const number = (count: number) => m.figuresNumber({ count })
  const known = facts(
    [m.figuresJobs, number(sum(jobs))],
    [m.figuresIntroduced, number(await interests(work, 'job', period))],
    [m.figuresFilledHere, number(await closed(work, 'filled-here', period))],
    [m.figuresFilledElsewhere, number(await closed(work, 'filled-elsewhere', period))],
    [m.figuresDeals, number(sum(deals))],
    [m.figuresUsed, number(await interests(work, 'deal', period))],
  )
  const day = new Intl.DateTimeFormat(work.community.locale === 'en' ? 'en-GB' : work.community.locale, { day: 'numeric', month: 'numeric', timeZone: work.community.timeZone })
  return {
    title: m.figuresTitle,
    blocks: known ? [known] : [],
    charts: [{ shape: 'columns', labels: period.slices.map((from) => day.format(from)), series: [jobs, deals], alt: m.figuresPublished }],
  }
}
