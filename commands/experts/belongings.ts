import { fold, type Belongings, type Work } from '../kit.ts'
import { indexProfile } from './finding.ts'
import { passOn } from './routing.ts'
import { unitedProfile } from './rules.ts'
import { planCheck } from './skills-check.ts'
import { findProfile, removeProfile, saveProfile, setPublished } from './store.ts'

type People = Parameters<Belongings['merge']>[1]

/** One profile of two, found under the number that stays. */
async function uniteProfiles(work: Work, { goes, stays }: People): Promise<void> {
  const { db, now } = work
  const [own, other] = [await findProfile(db, stays), await findProfile(db, goes)]
  if (!other) return
  const profile = own ? unitedProfile(own, other) : other
  await removeProfile(db, goes)
  await indexProfile(work, { ...other, published: false })
  const skills = profile.skills.map((name) => ({ name, folded: fold(name).join(' ') }))
  const { headline, bio, city, languages, weeklyLimit, published } = profile
  await saveProfile(db, stays, { headline, bio, city, languages, weeklyLimit, skills }, now)
  await setPublished(db, stays, published, now)
  const saved = await findProfile(db, stays)
  if (saved) await indexProfile(work, saved)
  if (published) await planCheck(work, stays)
}

/** What each asked and was asked; the same question put to both is put to one, and what waits for an answer of one's own goes on. */
async function giveQuestions(work: Work, { goes, stays }: People): Promise<void> {
  const { db } = work
  await db.question.updateMany({ where: { askerId: goes }, data: { askerId: stays } })
  await db.remark.updateMany({ where: { authorId: goes }, data: { authorId: stays } })
  const twice = await db.request.findMany({ where: { expertId: goes, question: { requests: { some: { expertId: stays } } } }, select: { id: true, questionId: true, status: true } })
  for (const { id, questionId, status } of twice) {
    const { id: other } = await db.request.findFirstOrThrow({ where: { questionId, expertId: stays }, select: { id: true } })
    // Of the two, the one that has the answer stays, or whose turn it is.
    const [kept, gone] = ['answered', 'asked', 'waiting'].includes(status) ? [id, other] : [other, id]
    await db.request.delete({ where: { id: gone } })
    if (kept === id) await db.request.update({ where: { id }, data: { expertId: stays } })
  }
  await db.request.updateMany({ where: { expertId: goes }, data: { expertId: stays } })
  const toHerself = await db.request.findMany({ where: { expertId: stays, status: { in: ['waiting', 'asked'] }, question: { askerId: stays } } })
  for (const request of toHerself) await passOn(work, request)
}

/** What the two chose, each once; nobody chooses herself. */
async function uniteChoices({ db }: Work, { goes, stays }: People): Promise<void> {
  const both = { in: [goes, stays] }
  await db.searchChoice.deleteMany({ where: { chooserId: both, expertId: both } })
  const sides = [
    ['chooserId', 'expertId'],
    ['expertId', 'chooserId'],
  ] as const
  for (const [hers, other] of sides) {
    const own = await db.searchChoice.findMany({ where: { [hers]: stays }, select: { chooserId: true, expertId: true, stem: true } })
    for (const { stem, ...people } of own) await db.searchChoice.deleteMany({ where: { [hers]: goes, [other]: people[other], stem } })
    await db.searchChoice.updateMany({ where: { [hers]: goes }, data: { [hers]: stays } })
  }
}

export const belongings: Belongings[] = [
  { tables: ['Profile', 'Skill'], merge: uniteProfiles },
  { tables: ['Question', 'Request', 'Remark'], merge: giveQuestions },
  { tables: ['SearchChoice'], merge: uniteChoices },
]
