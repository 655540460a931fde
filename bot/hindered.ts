import type { Database } from '../prisma/database.ts'
import type { Clock } from './clock.ts'
import type { Engine } from './engine.ts'
import { m } from './messages.ts'
import { knownLocale, organisersOf } from './person.ts'
import { placesIn } from './places.ts'
import type { Message, Text } from './text.ts'
import { text, view, type View } from './view.ts'
import { workIn } from './work.ts'
import type { Words } from './words.ts'

/** A place where a platform shows no messages of ours, and what can be done about it. */
export interface Hindered {
  spaceId: number
  channelId: string
  /** what the platform says of it, for the key of what is told */
  code: string
  /** in words of the adapter’s own */
  advice: Message
}

interface Means {
  database: Database
  engine: Pick<Engine, 'community' | 'gathered'>
  clock: Clock
  /** which know the advice */
  words: Words
}

const mostTold = 20

/** Tells the organisers, each in her language, once a day for each place and reason. */
export async function tellOrganisers({ database, engine, clock, words }: Means, { spaceId, channelId, code, advice }: Hindered): Promise<void> {
  const space = await database.client.space.findUnique({ where: { id: spaceId } })
  if (!space) return
  const channel = `#${placesIn(space).find(({ id }) => id === channelId)?.name ?? channelId}`
  const community = await engine.community()
  const now = clock.now()
  const around = { search: database.search, community, now, publicUrl: '', gathered: engine.gathered }
  await database.transaction(async (db) => {
    const { tell } = workIn(db, around, () => undefined)
    const told = await organisersOf(db, community.id, mostTold)
    const people = await db.person.findMany({ where: { id: { in: told.map(({ id }) => id) } }, select: { id: true, locale: true } })
    for (const person of people) {
      const reader = { locale: knownLocale([person.locale], community.locale), timeZone: community.timeZone }
      const said = hinderedView({ channel, space: space.name, advice: words.plain(advice, reader) })
      await tell({ person: person.id }, said, { key: `hindrance:${spaceId}:${channelId}:${code}:${now.toISOString().slice(0, 10)}@${person.id}` })
    }
  })
}

/** What they read then. */
export const hinderedView = (about: { channel: string; space: string; advice: Exclude<Text, { in: unknown }> }): View =>
  view({ title: m.hinderedTitle, tone: 'problem' }, text(m.hindered(about)), text(m.hinderedAgain))
