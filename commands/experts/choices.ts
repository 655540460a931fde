import { grouped, stemsNeeded, type Work } from '../kit.ts'
import { daysAfter } from './rules.ts'

/** A need of more words than these is a story: it tells nothing about any one of them. */
const mostWords = 8

/** How a choice fades: it counts for half after so many days, and is erased after a year. */
const halfLifeDays = 90
const keptDays = 365

/** From so many members on a choice counts: never from one person alone. */
const fewest = 2

/** Who only looked at a profile chose it less than who asked. */
const looked = 0.5

/** At so many fresh choices a link is as strong as it gets, and makes a find so much better, as a share. */
const enough = 4
const mostLift = 0.3

/** The newest of these are looked at in one search. */
const mostRead = 2000

interface Choice {
  chooserId: number
  expertId: number
  stem: string
  asked: boolean
  chosenAt: Date
}

/** Keeps that a member chose an expert whom she found: each word of what she looked for is linked to her a little. */
export async function choose({ db, community, who, now }: Pick<Work, 'db' | 'community' | 'now'> & { who: { id: number } }, choice: { need: string; expertId: number; asked: boolean }): Promise<void> {
  const { need, expertId, asked } = choice
  const words = stemsNeeded(need)
  if (expertId === who.id || words.size === 0 || words.size > mostWords) return
  await db.searchChoice.deleteMany({ where: { chosenAt: { lt: daysAfter(now, -keptDays) } } })
  for (const [stem, said] of words) {
    const key = { chooserId: who.id, expertId, stem }
    const fresh = { said, chosenAt: now }
    // who has asked does not choose her less by looking once more
    const update = asked ? { ...fresh, asked } : fresh
    await db.searchChoice.upsert({ where: { chooserId_expertId_stem: key }, create: { ...key, ...fresh, asked, communityId: community.id }, update })
  }
}

/** How much a choice counts: 1 for a question put just now. */
const strengthOf = ({ asked, chosenAt }: Pick<Choice, 'asked' | 'chosenAt'>, now: Date): number =>
  (asked ? 1 : looked) * 2 ** (-(now.getTime() - chosenAt.getTime()) / (halfLifeDays * 86_400_000))

/** How strong the link between a word and an expert is, from 0 to 1; none by the choices of a single member. */
export function linkOf(choices: Pick<Choice, 'chooserId' | 'asked' | 'chosenAt'>[], now: Date): number {
  if (new Set(choices.map(({ chooserId }) => chooserId)).size < fewest) return 0
  return Math.min(1, choices.reduce((sum, choice) => sum + strengthOf(choice, now), 0) / enough)
}

/** By how much more each expert fits a need than her profile says, as others who looked for the same chose her. */
export async function liftsFor({ db, community, now }: Pick<Work, 'db' | 'community' | 'now'>, need: string): Promise<Map<number, number>> {
  const stems = [...stemsNeeded(need).keys()]
  const lifts = new Map<number, number>()
  if (stems.length === 0 || stems.length > mostWords) return lifts
  const choices = await db.searchChoice.findMany({
    where: { communityId: community.id, stem: { in: stems }, chosenAt: { gt: daysAfter(now, -keptDays) } },
    select: { chooserId: true, expertId: true, stem: true, asked: true, chosenAt: true },
    orderBy: { chosenAt: 'desc' },
    take: mostRead,
  })
  for (const [expertId, hers] of grouped(choices, (choice) => choice.expertId)) {
    const links = [...grouped(hers, ({ stem }) => stem).values()].map((own) => linkOf(own, now))
    const lift = (links.reduce((sum, link) => sum + link, 0) * mostLift) / stems.length
    if (lift > 0) lifts.set(expertId, lift)
  }
  return lifts
}

/** What search has learned: a word and an expert, by how many members, and by how much she fits better. */
export interface Link {
  stem: string
  said: string
  expert: { id: number; name: string }
  members: number
  lift: number
  lastAt: Date
}

/** What search has learned that counts now, what most members chose first. */
export async function learnedLinks({ db, community, now }: Pick<Work, 'db' | 'community' | 'now'>, skip: number, take: number): Promise<Link[]> {
  const pairs = await db.searchChoice.groupBy({
    by: ['stem', 'expertId'],
    where: { communityId: community.id, chosenAt: { gt: daysAfter(now, -keptDays) } },
    _count: { chooserId: true },
    having: { chooserId: { _count: { gte: fewest } } },
    orderBy: [{ _count: { chooserId: 'desc' } }, { stem: 'asc' }, { expertId: 'asc' }],
    skip,
    take,
  })
  const choices = await db.searchChoice.findMany({
    where: { communityId: community.id, OR: pairs.map(({ stem, expertId }) => ({ stem, expertId })), chosenAt: { gt: daysAfter(now, -keptDays) } },
    select: { stem: true, said: true, chooserId: true, expertId: true, asked: true, chosenAt: true, expert: { select: { name: true } } },
    orderBy: { chosenAt: 'desc' },
  })
  const byPair = grouped(choices, ({ expertId, stem }) => `${expertId} ${stem}`)
  return pairs.flatMap(({ stem, expertId }) => {
    const own = byPair.get(`${expertId} ${stem}`) ?? []
    const [last] = own
    if (!last) return []
    return { stem, said: last.said, expert: { id: expertId, name: last.expert.name }, members: own.length, lift: linkOf(own, now) * mostLift, lastAt: last.chosenAt }
  })
}

/** Forgets what was learned of a word and an expert; says how many choices are gone. */
export async function unlearn({ db, community }: Pick<Work, 'db' | 'community'>, stem: string, expertId: number): Promise<number> {
  const { count } = await db.searchChoice.deleteMany({ where: { communityId: community.id, stem, expertId } })
  return count
}
