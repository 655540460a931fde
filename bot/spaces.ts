import type { Db } from '../prisma/database.ts'
import { fold } from '../prisma/search/fold.ts'
import { channelsOf, type Inner } from './handling.ts'
import { json } from './json.ts'
import { organisersOf, type Community } from './person.ts'
import { channelsIn, waitingKey, type Channels, type Place } from './places.ts'
import { locales, type Message } from './text.ts'
import type { Words } from './words.ts'
import { workIn } from './work.ts'

export type { Place } from './places.ts'

/** A guild, a workspace: what an adapter found there. */
export interface FoundSpace {
  platform: string
  externalId: string
  name: string
  /** the channels the assistant can see there */
  places: Place[]
  /** its platform keeps a calendar there, in which the assistant may write */
  hasCalendar?: boolean
  /** it came by a page where anybody may install the assistant, so its being the first says nothing */
  anybodyInstalls?: boolean
}

export interface OpenSpace {
  id: number
  /** false until an organiser agrees that it is one of the community's, and again once one no longer does: nobody there is served */
  connected: boolean
}

/**
 * Writes down a place where the assistant lives, and what there is in it; to be called again when its name or its channels change. The
 * first of a platform is the community's, since who installs the assistant brings it there (but where anybody may install it, only as
 * long as nobody organises the community); any other waits for an organiser, since whoever can invite a bot could bring it home, and
 * the organisers are asked once.
 * A channel called like a purpose (`jobs`, `bons-plans`) serves it until an organiser chooses another.
 */
export async function openSpace(inner: Inner, found: FoundSpace): Promise<OpenSpace> {
  const { database, communityId } = inner
  const community = await inner.communityReader.read()
  const { platform, externalId, name, hasCalendar = false } = found
  const places = json(found.places)
  const usual = namedLike(channelsOf(inner), found.places, inner.words)
  let asked = false
  const opened = await database.transaction(async (db) => {
    asked = false
    const known = await db.space.findFirst({ where: { platform, externalId } })
    if (known && known.communityId !== communityId) throw new Error(`the ${platform} space ${externalId} belongs to another community`)
    if (known) {
      const data = { name, places, hasCalendar, channels: { ...usual, ...channelsIn(known) } }
      return db.space.update({ where: { id: known.id }, data, select: { id: true, connected: true } })
    }
    const mayBeFirst = !found.anybodyInstalls || (await organisersOf(db, communityId, 1)).length === 0
    const isFirst = mayBeFirst && (await db.space.count({ where: { platform, communityId } })) === 0
    const space = await db.space.create({ data: { communityId, platform, externalId, name, places, hasCalendar, channels: usual, connected: isFirst } })
    if (!isFirst) await askOrganisers(inner, db, community, space, () => (asked = true))
    return { id: space.id, connected: space.connected }
  })
  if (asked) inner.onTold()
  return opened
}

async function askOrganisers(inner: Inner, db: Db, community: Community, space: { id: number; name: string }, onTold: () => void): Promise<void> {
  const { database, clock, publicUrl, gathered } = inner
  const { tell } = workIn(db, { search: database.search, community, now: clock.now(), publicUrl, gathered }, onTold)
  const [asked] = inner.capabilities.flatMap(({ spaceWaits }) => spaceWaits?.(space) ?? [])
  if (asked) await tell({ organisers: true }, asked, { key: waitingKey(space.id) })
}

/** For each purpose a channel that is named after it, after its title in any of our languages, or after the first word of one. */
function namedLike(purposes: Record<string, Message>, places: Place[], words: Words): Channels {
  return Object.fromEntries(
    Object.entries(purposes).flatMap(([purpose, title]) => {
      const titles = locales.map((locale) => words.plain(title, { locale, timeZone: 'UTC' }))
      const names = [purpose, ...titles, ...titles.map((one) => fold(one)[0] ?? '')].map(plainly)
      const place = names.flatMap((one) => places.find(({ name }) => plainly(name) === one) ?? [])[0]
      return place ? [[purpose, place.id]] : []
    }),
  )
}

/** `💼│Offres_d’emploi` and `offres-d-emploi` are called alike. */
const plainly = (name: string): string => fold(name).join('-')
