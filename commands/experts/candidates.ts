import { firstAudible, quietHoursOf } from '../../bot/quiet.ts'
import type { Work } from '../kit.ts'
import { findExperts, type FoundExpert } from './finding.ts'
import type { Question } from './question-store.ts'
import { isAbout, isUnconfirmed, loadDays, type Candidate } from './routing-rules.ts'
import { daysAfter, searchedWords } from './rules.ts'

type Db = Work['db']

/** Among how many of the best finds the next expert is looked for. */
const considered = 30

/** How far back the record of an expert goes. */
const recordDays = 182

async function rowsOf(db: Db, ids: number[], now: Date) {
  const expertId = { in: ids }
  const [people, requests, avoided] = [
    await db.person.findMany({
      where: { id: { in: ids } },
      select: {
        id: true, timeZone: true, quietFrom: true, quietTo: true,
        profile: { select: { pausedUntil: true, updatedAt: true, weeklyLimit: true, skills: { select: { name: true, asked: true, confirmedAt: true } } } },
      },
    }),
    await db.request.findMany({ where: { expertId, askedAt: { gt: daysAfter(now, -recordDays) } }, select: { expertId: true, askedAt: true, status: true, closedAt: true } }),
    await db.avoided.findMany({ where: { personId: { in: ids } }, select: { personId: true, words: true } }),
  ]
  return { people, requests, avoided }
}

type Rows = Awaited<ReturnType<typeof rowsOf>>
type Person = Rows['people'][number]

/** The skills for which somebody was found: a reason begins with the skill it names. */
const foundBy = <S extends { name: string }>(skills: S[], reasons: string[]): S[] =>
  skills.filter(({ name }) => reasons.some((reason) => reason === name || reason.startsWith(`${name} `)))

/** She may be asked about what she is found for: not about a skill she no longer wants to be asked about, nor about a subject she avoids. */
function wantsIt(words: string[], reasons: string[], { id, profile }: Person, avoided: Rows['avoided']): boolean {
  const skills = foundBy(profile?.skills ?? [], reasons)
  if (skills.length > 0 && skills.every(({ asked }) => !asked)) return false
  return !avoided.some(({ personId, words: subject }) => personId === id && isAbout(words, subject as string[]))
}

/** What is known of an expert, for deciding whether and when she is asked; undefined when she has no profile. */
function candidateOf(person: Person, { score, reasons }: Pick<FoundExpert, 'score' | 'reasons'>, requests: Rows['requests'], { now, community }: Pick<Work, 'now' | 'community'>): Candidate | undefined {
  const { id: personId, profile } = person
  if (!profile) return undefined
  const own = requests.filter(({ expertId }) => expertId === personId)
  const askedAt = own.flatMap((request) => request.askedAt ?? [])
  const answers = own.filter(({ status }) => status === 'answered')
  const seen = [profile.updatedAt, ...answers.flatMap(({ closedAt }) => closedAt ?? []), ...profile.skills.flatMap(({ confirmedAt }) => confirmedAt ?? [])]
  const found = foundBy(profile.skills, reasons)
  return {
    personId,
    score,
    skills: profile.skills.length,
    activeAt: new Date(Math.max(...seen.map((at) => at.getTime()))),
    unconfirmed: found.length > 0 && found.every(({ confirmedAt }) => isUnconfirmed(confirmedAt ?? profile.updatedAt, now)),
    load: askedAt.filter((at) => at > daysAfter(now, -loadDays)).length,
    record: { answered: answers.length, passed: own.filter(({ status }) => status === 'passed').length },
    weeklyLimit: profile.weeklyLimit,
    askedAt,
    pausedUntil: profile.pausedUntil,
    audibleAt: firstAudible(now, quietHoursOf(person, person.timeZone ?? community.timeZone)),
  }
}

/** Those who may be asked a question next: found for it, willing, and not asked it before. */
export async function candidatesFor(work: Work, { text, asker, requests }: Question): Promise<Candidate[]> {
  const words = searchedWords(text)
  const except = [...(asker ? [asker.id] : []), ...requests.map(({ expert }) => expert.id)]
  const { found } = await findExperts(work, { need: text, except, skip: 0, take: considered })
  const rows = await rowsOf(work.db, found.map(({ expert }) => expert.personId), work.now)
  return found.flatMap((one) => {
    const person = rows.people.find(({ id }) => id === one.expert.personId)
    if (!person || !wantsIt(words, one.reasons, person, rows.avoided)) return []
    return candidateOf(person, one, rows.requests, work) ?? []
  })
}

/** One expert, who was chosen or named. */
export async function candidateCalled(work: Work, personId: number): Promise<Candidate | undefined> {
  const { people, requests } = await rowsOf(work.db, [personId], work.now)
  const [person] = people
  return person && candidateOf(person, { score: 1, reasons: [] }, requests, work)
}
