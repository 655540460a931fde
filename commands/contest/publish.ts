import { planForgetting } from './forget.ts'
import { addRelay, contactsOf, type Relay } from './relay-store.ts'
import { planAnnouncements } from './announce.ts'
import { publishContest, questionsOf, type Contest, type PublishedContest } from './store.ts'
import type { Work } from '../kit.ts'

/** Publishes a contest with all that its file says, or a change of it: relays that are there stay as they are, it is announced when it opens, and what was not sent is erased in the end. */
export async function publishWhole(work: Pick<Work, 'db' | 'community' | 'now' | 'later'>, given: PublishedContest): Promise<{ contest: Contest; added: Relay[] }> {
  const contest = await publishContest(work, given)
  const added: Relay[] = []
  for (const { language: locale, ...about } of given.about.relays?.list ?? []) {
    const relay = await addRelay(work, contest, { ...about, locale })
    if (relay) added.push(relay)
  }
  await planAnnouncements(work, contest)
  await planForgetting(work, contest)
  return { contest, added }
}

/** A contest as it can be published elsewhere or anew: with its questions, words and the relays that are not closed. */
export async function publishedAgain(db: Work['db'], known: Contest): Promise<PublishedContest> {
  const { slug, opensAt, closesAt } = known
  const { questions, explanations } = await questionsOf(db, known.id, known.version)
  const relays = await db.relay.findMany({ where: { contestId: known.id, closedAt: null }, orderBy: { name: 'asc' } })
  const contacts = await contactsOf(db, relays)
  const all = relays.map(({ id, name, kind, locale }) => ({ name, kind, contact: contacts.get(id) ?? '', language: locale }))
  const about = { ...known.about, relays: { ...known.about.relays, list: all } } as typeof known.about
  return { slug, opensAt, closesAt, about, questions: { questions, explanations } }
}

/** Publishes the next edition of a contest, with its questions, words and relays; relays get codes of their own. */
export async function publishNextEdition(work: Parameters<typeof publishWhole>[0], known: Contest, edition: Pick<PublishedContest, 'slug' | 'opensAt' | 'closesAt'>): ReturnType<typeof publishWhole> {
  return publishWhole(work, { ...(await publishedAgain(work.db, known)), ...edition })
}
