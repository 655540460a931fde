import { daysOf, facts, list, perSlice, text, type Block, type Chapter, type Chart, type Figures, type Period, type Work } from '../kit.ts'
import { answeredAt, gini, loads, timesToAnswer, unansweredSubjects, type Counted } from './figures-rules.ts'
import { m } from './messages.ts'
import { searchedWords } from './rules.ts'

/** So many subjects to recruit for, and so many of the most asked experts, are shown. */
const shownSubjects = 8
const shownExperts = 12

async function questionsIn({ db, community }: Work, { since, until }: Period): Promise<Counted[]> {
  const rows = await db.question.findMany({
    where: { communityId: community.id, createdAt: { gte: since, lte: until } },
    orderBy: { id: 'asc' },
    select: {
      createdAt: true, status: true, text: true,
      requests: { orderBy: { id: 'asc' }, select: { expertId: true, askedAt: true, status: true, closedAt: true, expert: { select: { name: true } } } },
    },
  })
  return rows.map(({ createdAt, status, text: asked, requests }) => ({
    createdAt,
    status,
    words: searchedWords(asked),
    requests: requests.map(({ expertId, askedAt, status: state, closedAt, expert }) => ({
      expertId, name: expert.name, askedAt, answeredAt: state === 'answered' ? closedAt : null,
    })),
  }))
}

const hoursOrDays = (hours: number) => (hours < 48 ? m.inHours({ hours: Math.max(1, Math.round(hours)) }) : m.inDays({ days: Math.round(hours / 24) }))

/** How questions fared: withdrawn ones without an answer say nothing about the network, and count for nothing but their number. */
function answers(questions: Counted[]): Block[] {
  const answered = questions.filter((one) => answeredAt(one)).length
  const settled = questions.filter((one) => answeredAt(one) || one.status !== 'withdrawn').length
  const times = timesToAnswer(questions)
  const known = facts(
    [m.figuresAsked, m.number({ count: questions.length })],
    settled > 0 && [m.figuresAnswered, m.ofThem({ count: answered, share: answered / settled })],
    times !== undefined && [m.figuresMedian, hoursOrDays(times.median)],
    times !== undefined && [m.figuresNinth, hoursOrDays(times.ninth)],
    [m.figuresOpen, m.number({ count: questions.filter(({ status }) => status === 'open').length })],
    [m.figuresNobody, m.number({ count: questions.filter(({ status }) => status === 'organisers').length })],
  )
  return known ? [known] : []
}

function recruiting(questions: Counted[]): Block[] {
  const subjects = unansweredSubjects(questions, shownSubjects)
  if (subjects.length === 0) return []
  return [text(m.figuresRecruit), list(subjects.map(({ word, count }) => ({ title: word, text: m.figuresRecruitTimes({ count }) })))]
}

function chartOfWeeks(questions: Counted[], period: Period, community: Work['community']): Chart {
  const [yes, no] = [questions.filter((one) => answeredAt(one)), questions.filter((one) => !answeredAt(one))]
  const counted = (some: Counted[]) => perSlice(period, some.map(({ createdAt }) => createdAt))
  return { shape: 'columns', labels: daysOf(period, community), series: [counted(yes), counted(no)], alt: m.figuresWeeks }
}

/** `/stats`: how questions fared, whom to look for, and how the load is shared. Who declined, and whose questions they are, is no figure. */
export const figures: Figures = async (work, period): Promise<Chapter> => {
  const questions = await questionsIn(work, period)
  if (questions.length === 0) return { title: m.figuresTitle, blocks: [text(m.figuresNone)], charts: [] }
  const asked = loads(questions)
  const top = asked.slice(0, shownExperts)
  const experts = await work.db.profile.count({ where: { published: true, weeklyLimit: { gt: 0 }, person: { communityId: work.community.id } } })
  const all = [...asked.map((load) => load.asked), ...Array.from({ length: Math.max(0, experts - asked.length) }, () => 0)]
  const shared = facts([m.figuresExperts, m.figuresExpertsAsked({ asked: asked.length, experts: Math.max(experts, asked.length) })], [m.figuresGini, m.figuresGiniOf({ gini: gini(all) })])
  return {
    title: m.figuresTitle,
    blocks: [...answers(questions), ...recruiting(questions), ...(asked.length && shared ? [shared] : [])],
    charts: [
      chartOfWeeks(questions, period, work.community),
      { shape: 'rows', labels: top.map(({ name }) => name), series: [top.map((load) => load.asked)], alt: m.figuresLoad },
    ],
  }
}
