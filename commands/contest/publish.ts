import { addRelay, type Relay } from './relay-store.ts'
import { planAnnouncements } from './announce.ts'
import { publishContest, type Contest, type PublishedContest } from './store.ts'
import type { Work } from '../kit.ts'

/** Publishes a contest with all that its file says, or a change of it: relays that are there stay as they are, and it is announced when it opens. */
export async function publishWhole(work: Pick<Work, 'db' | 'community' | 'now' | 'later'>, given: PublishedContest): Promise<{ contest: Contest; added: Relay[] }> {
  const contest = await publishContest(work, given)
  const added: Relay[] = []
  for (const { language: locale, ...about } of contest.about.relays?.list ?? []) {
    const relay = await addRelay(work, contest, { ...about, locale })
    if (relay) added.push(relay)
  }
  await planAnnouncements(work, contest)
  return { contest, added }
}
