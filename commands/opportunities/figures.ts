import { daysOf, facts, perSlice, type Chapter, type Figures, type Period, type Work } from '../kit.ts'
import { m } from './messages.ts'

async function published({ db, community }: Work, kind: string, period: Period): Promise<number[]> {
  const { since, until } = period
  const rows = await db.opportunity.findMany({ where: { communityId: community.id, kind, publishedAt: { gte: since, lte: until } }, select: { publishedAt: true } })
  return perSlice(period, rows.flatMap(({ publishedAt }) => publishedAt ?? []))
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
  return {
    title: m.figuresTitle,
    blocks: known ? [known] : [],
    charts: [{ shape: 'columns', labels: daysOf(period, work.community), series: [jobs, deals], alt: m.figuresPublished }],
  }
}
