import { availability, daysAfter, type Availability } from './rules.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A question is put to no more experts than this one after the other, unless somebody names one. */
export const mostAsked = 6

/** What fits less than this share of the best is no fit. */
const leastFit = 0.3

/** What fits at least this share of the best is as good: it is asked before somebody else has slept. */
const goodFit = 0.5

/** Load is counted over this many days. */
export const loadDays = 28

export const hoursAfter = (from: Date, hours: number): Date => new Date(from.getTime() + hours * hour)

/** When a question that an expert declined goes on: at a quarter of an hour, so that nobody sees by the minute who was there and said no. */
export function afterDecline(now: Date): Date {
  const quarter = 15 * minute
  return new Date(Math.ceil((now.getTime() + 5 * minute) / quarter) * quarter)
}

/** How an expert has dealt with what she was asked. */
export interface Record {
  answered: number
  /** passed on without a word of hers, or because she declined */
  passed: number
}

/** What is known of an expert who may be asked. */
export interface Candidate {
  personId: number
  /** of the search; comparable among those of one question only */
  score: number
  /** how many skills she says she has */
  skills: number
  /** when she last answered, confirmed a skill or changed her profile */
  activeAt: Date
  /** the skills for which she is found were not confirmed when she was asked to */
  unconfirmed: boolean
  /** how often she was asked in the days of `loadDays` */
  load: number
  record: Record
  weeklyLimit: number
  /** when she was asked, in any order */
  askedAt: Date[]
  pausedUntil: Date | null
  /** the first moment from now on that is not quiet for her */
  audibleAt: Date
}

/** Somebody who says she knows everything knows each thing less: full up to eight skills, half at twenty. */
const focus = (skills: number): number => (skills <= 8 ? 1 : Math.max(0.5, 1 - (skills - 8) / 24))

/** Whole while she was active within a month, half after half a year, never less than a quarter. */
const freshness = (activeAt: Date, now: Date): number => Math.max(0.25, Math.min(1, 2 ** (-(now.getTime() - activeAt.getTime() - 30 * day) / (150 * day))))

/** The share she answered, as if everybody had begun with two answers and no silence. */
const reliability = ({ answered, passed }: Record): number => (answered + 2) / (answered + passed + 2)

/** How good it is to ask this expert now: fit first, then freshness, then what she has been asked lately. Higher is better; 0 is never. */
export function worth(candidate: Candidate, best: number, now: Date): number {
  const { score, skills, activeAt, unconfirmed, load, record } = candidate
  if (best <= 0 || score < leastFit * best) return 0
  return ((score / best) * focus(skills) * freshness(activeAt, now) * reliability(record) * (unconfirmed ? 0.5 : 1)) / (1 + load / 2)
}

/** When an expert can be asked: paused, at her limit and in her quiet hours she cannot. Undefined: never. */
export function askableAt({ weeklyLimit, askedAt, pausedUntil, audibleAt }: Pick<Candidate, 'weeklyLimit' | 'askedAt' | 'pausedUntil' | 'audibleAt'>, now: Date): Date | undefined {
  const state: Availability = availability(weeklyLimit, askedAt, now)
  if (state.kind === 'never') return undefined
  const times = [now, audibleAt, ...(state.kind === 'full' ? [state.until] : []), ...(pausedUntil ? [pausedUntil] : [])]
  return new Date(Math.max(...times.map((at) => at.getTime())))
}

/** Whom to ask: somebody now, or to look again at a moment; nobody is left when it is neither. */
export type Choice = { ask: number } | { at: Date } | undefined

/**
 * The best expert who can be asked now. When only those can be who fit much less well than somebody who cannot yet, it waits for her,
 * but not beyond `until`. The order of equals is that of their numbers.
 */
export function choose(candidates: Candidate[], now: Date, until: Date): Choice {
  const best = Math.max(0, ...candidates.map(({ score }) => score))
  const ranked = candidates
    .map((candidate) => ({ candidate, value: worth(candidate, best, now), at: askableAt(candidate, now) }))
    .filter((one): one is typeof one & { at: Date } => one.value > 0 && one.at !== undefined && one.at <= until)
    .sort((one, other) => other.value - one.value || one.candidate.personId - other.candidate.personId)
  const good = ranked.filter(({ candidate }) => candidate.score >= goodFit * best)
  const among = good.length ? good : ranked
  const free = among.find(({ at }) => at <= now)
  if (free) return { ask: free.candidate.personId }
  const [first] = among.sort((one, other) => one.at.getTime() - other.at.getTime())
  return first && { at: first.at }
}

/** Whether a question is about a subject that somebody avoids: half of the words of the shorter are the other's too. */
export function isAbout(words: readonly string[], subject: readonly string[]): boolean {
  const [one, other] = [new Set(words), new Set(subject)]
  const shared = [...one].filter((word) => other.has(word)).length
  return shared > 0 && shared * 2 >= Math.min(one.size, other.size)
}

/** After this long without word of hers, a skill she was asked to confirm counts as unconfirmed. */
export const confirmDays = 182
export const graceDays = 30

/** Whether a skill was not confirmed when she was asked to. */
export const isUnconfirmed = (confirmedAt: Date, now: Date): boolean => daysAfter(confirmedAt, confirmDays + graceDays) <= now
