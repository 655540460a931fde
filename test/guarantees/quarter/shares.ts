import { findExperts } from '../../../commands/experts/finding.ts'
import { askableAt, choose, hoursAfter, mostAsked, type Candidate } from '../../../commands/experts/routing-rules.ts'
import { gini } from '../../../commands/experts/figures-rules.ts'
import { daysAfter } from '../../../commands/experts/rules.ts'
import { firstAudible } from '../../../bot/quiet.ts'
import type { Life, Living, Stage } from './live.ts'
import { hoursUntil, quarterBegins, wording, type Quarter } from './people.ts'

/** How the next expert is chosen among those who fit. */
type Policy = (candidates: Candidate[], now: Date, until: Date, lot: number) => ReturnType<typeof choose>

const patience = 24

const fitting = (candidates: Candidate[]): Candidate[] => {
  const best = Math.max(0, ...candidates.map(({ score }) => score))
  return candidates.filter(({ score }) => score >= 0.3 * best)
}

/** The first who can be asked now in an order; when none can, the first who can be. */
const firstOf = (ranked: Candidate[], now: Date, until: Date): ReturnType<typeof choose> => {
  const able = ranked.flatMap((candidate) => {
    const at = askableAt(candidate, now)
    return at && at <= until ? [{ id: candidate.personId, at }] : []
  })
  const free = able.find(({ at }) => at <= now)
  if (free) return { ask: free.id }
  const [soonest] = able.sort((one, other) => one.at.getTime() - other.at.getTime())
  return soonest && { at: soonest.at }
}

const policies: Record<string, Policy> = {
  'as Entraide chooses': choose,
  random: (candidates, now, until, lot) => firstOf(fitting(candidates).sort((one, other) => mixed(one.personId, lot) - mixed(other.personId, lot)), now, until),
  'best first': (candidates, now, until) => firstOf(fitting(candidates).sort((one, other) => other.score - one.score || one.personId - other.personId), now, until),
}

const mixed = (one: number, other: number): number => Math.imul(Math.imul(one, 0x9e3779b1) ^ (other * 0x85ebca6b), 0xc2b2ae35) >>> 0

export interface Share {
  routing: string
  gini: number
  answered: number
  hours: number
}

interface Step {
  at: Date
  question: number
  since: Date
  asked: number[]
}

interface Known {
  score: number
  expert: Living
}

/** How evenly the questions of a quarter are shared, and how many answered, by each way to choose: the same people, the same habits, reckoned without a program. */
export async function sharesOf(stage: Stage, life: Life, quarter: Quarter): Promise<Share[]> {
  const { database, communityId } = stage
  const context = { db: database.client, search: database.search, community: { id: communityId, name: '', locale: 'fr' as const, timeZone: 'Europe/Paris' }, now: new Date(quarterBegins) }
  const knowing: Known[][] = []
  for (const [index, asked] of quarter.questions.entries()) {
    const { found } = await findExperts(context, { need: wording(asked, index), except: [], skip: 0, take: 30 })
    knowing.push(found.flatMap(({ expert, score }) => life.experts.filter(({ id }) => id === expert.personId).map((one) => ({ score, expert: one }))))
  }
  return Object.entries(policies).map(([routing, policy]) => ({ routing, ...reckoned(life, quarter, knowing, policy) }))
}

function reckoned(life: Life, quarter: Quarter, knowing: Known[][], policy: Policy): Omit<Share, 'routing'> {
  const records = new Map(life.experts.map(({ id }) => [id, { askedAt: [] as Date[], answered: 0, passed: 0, activeAt: new Date(quarterBegins) }]))
  const steps: Step[] = quarter.questions.map(({ minute }, question) => {
    const at = new Date(new Date(quarterBegins).getTime() + minute * 60_000)
    return { at, since: at, question, asked: [] }
  })
  const waits: number[] = []
  while (steps.length) {
    const first = steps.reduce((earliest, step, index) => (step.at < (steps[earliest] as Step).at ? index : earliest), 0)
    const [step] = steps.splice(first, 1) as [Step]
    const { at, question, asked, since } = step
    const candidates = (knowing[question] ?? []).filter(({ expert }) => !asked.includes(expert.id)).map(({ expert, score }): Candidate => {
      const record = records.get(expert.id) ?? { askedAt: [], answered: 0, passed: 0, activeAt: at }
      const load = record.askedAt.filter((when) => when > daysAfter(at, -28)).length
      return { personId: expert.id, score, skills: expert.skills.length, activeAt: record.activeAt, unconfirmed: false, load, record, weeklyLimit: expert.weeklyLimit, askedAt: record.askedAt, pausedUntil: null, audibleAt: firstAudible(at, expert.hours) }
    })
    const choice = asked.length < mostAsked ? policy(candidates, at, hoursAfter(since, patience), question) : undefined
    if (choice && 'at' in choice) steps.push({ ...step, at: choice.at })
    if (!choice || 'at' in choice) continue
    const record = records.get(choice.ask)
    const expert = life.experts.find(({ id }) => id === choice.ask)
    if (!record || !expert) continue
    record.askedAt.push(at)
    const hours = expert.habit === 'declines' ? undefined : hoursUntil(expert, question * 7919)
    if (hours !== undefined && hours < patience) {
      record.answered++
      record.activeAt = hoursAfter(at, hours)
      waits.push((record.activeAt.getTime() - new Date(quarterBegins).getTime()) / 3_600_000 - (quarter.questions[question]?.minute ?? 0) / 60)
    } else {
      record.passed++
      const next = hoursAfter(at, expert.habit === 'declines' ? 4 : patience)
      steps.push({ at: next, since: next, question, asked: [...asked, choice.ask] })
    }
  }
  const loads = life.experts.filter(({ weeklyLimit }) => weeklyLimit > 0).map(({ id }) => records.get(id)?.askedAt.length ?? 0)
  waits.sort((one, other) => one - other)
  return { gini: gini(loads), answered: waits.length / quarter.questions.length, hours: waits[Math.floor(waits.length / 2)] ?? 0 }
}
