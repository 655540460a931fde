import { locales, type Locale } from '../../bot/text.ts'
import { createWords } from '../../bot/words.ts'
import { workIn } from '../../bot/work.ts'
import { publishWhole } from '../../commands/contest/publish.ts'
import type { PublishedContest } from '../../commands/contest/store.ts'
import { Actor } from './candidate.ts'
import { m } from './messages.ts'
import { play, type Scene } from './play.ts'
import { report } from './report.ts'
import { openVenue, type Community, type Venue } from './venue.ts'

const day = 86_400_000
const organiserName = 'Olga'

/** What happened, in the language of the contest, and whether nothing went wrong. */
export interface Rehearsed {
  told: string
  isFine: boolean
}

/** Rehearses a contest with invented candidates, from the day before its opening until what was not sent is erased; gives what happened, in words. */
export async function rehearse(contest: PublishedContest, community: Community): Promise<Rehearsed> {
  const languages = languagesOf(contest, community.locale)
  const [locale = community.locale] = languages
  const venue = await openVenue({ ...community, locale }, new Date(contest.opensAt.getTime() - day))
  try {
    const scene = await setUp(venue, contest, { ...community, locale }, languages)
    const { lines, problems } = report(scene, await play(scene))
    const words = createWords([m])
    return { told: lines.map((line) => words.plain(line, { locale, timeZone: community.timeZone })).join('\n'), isFine: problems.length === 0 }
  } finally {
    await venue.close()
  }
}

/** In which a contest is written, that of the community before the others. */
const languagesOf = ({ about }: PublishedContest, first: Locale): Locale[] => {
  const written = locales.filter((locale) => about.name.in[locale])
  return [...written.filter((locale) => locale === first), ...written.filter((locale) => locale !== first)]
}

async function setUp(venue: Venue, given: PublishedContest, community: Community, languages: Locale[]): Promise<Scene> {
  const { database, communityId, spaceId, engine } = venue
  const now = venue.now()
  const account = { create: { spaceId, externalId: organiserName, seenAt: now } }
  await database.client.person.create({ data: { communityId, name: organiserName, roles: { create: { role: 'organiser' } }, accounts: account } })
  const around = { search: database.search, community: { id: communityId, ...community }, now, publicUrl: '', gathered: engine.gathered }
  const { contest, added: relays } = await database.transaction((db) => publishWhole(workIn(db, around, () => undefined), given))
  const { questions } = given.questions
  return { venue, contest, relays, questions, languages, organiser: new Actor(venue, organiserName, community.locale, questions) }
}
