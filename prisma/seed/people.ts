import type { Db } from '../database.ts'
import type { SeedPerson } from './data.ts'
import { englishSpeakers } from './people-en.ts'
import { frenchSpeakers } from './people-fr.ts'
import { peopleToBe } from './people-to-be.ts'
import { lines } from './talk.ts'

export const people: SeedPerson[] = [...peopleToBe, ...frenchSpeakers, ...englishSpeakers]

/** Everybody's id, by key. */
export type Ids = ReadonlyMap<string, number>

const channels = ['jobs', 'deals', 'workshops', 'stories', 'general']

const dayMs = 86_400_000

/** When they all joined, in days before now. */
const joinedDaysAgo = 45

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * dayMs)

/** The account by which somebody is known on the web; a visitor can be those whose account begins with `demo-`. */
export const accountOf = ({ key }: Pick<SeedPerson, 'key'>): string => (peopleToBe.some((one) => one.key === key) ? `demo-${key}` : `made-up-${key}`)

/** The web space, as its adapter makes it when it starts. */
export async function createWebSpace(db: Db, communityId: number): Promise<number> {
  const known = await db.space.findFirst({ where: { communityId, platform: 'web' }, orderBy: { id: 'asc' } })
  if (known) return known.id
  const named = Object.fromEntries(channels.map((name) => [name, name]))
  const space = await db.space.create({ data: { communityId, platform: 'web', externalId: 'web', name: 'Web', channels: named } })
  return space.id
}

export async function createPeople(db: Db, about: { communityId: number; spaceId: number; now: Date }): Promise<Ids> {
  const { communityId, spaceId, now } = about
  const createdAt = daysBefore(now, joinedDaysAgo)
  // Nobody of them is asked for a time zone: a visitor of the demo reads in the one of her browser.
  // Nor has anybody quiet hours: who looks at the demo late in the evening sees that a question is put to somebody.
  const never = { quietFrom: 0, quietTo: 0 }
  const rows = people.map(({ name, locale, timeZone }) => ({ communityId, name, locale, timeZone, ...never, zoneAskedAt: createdAt, createdAt }))
  const created = await db.person.createManyAndReturn({ data: rows, select: { id: true, name: true } })
  // No two of them are called the same.
  const idOf = (name: string) => created.find((one) => one.name === name)?.id ?? 0
  await db.role.createMany({ data: people.flatMap(({ name, roles }) => roles.map((role) => ({ personId: idOf(name), role }))) })
  await db.account.createMany({ data: people.map((person) => ({ spaceId, externalId: accountOf(person), personId: idOf(person.name), seenAt: now })) })
  return new Map(people.map(({ key, name }) => [key, idOf(name)]))
}

/** Their conversation in #general, which is where the web's feed begins. */
export async function say(db: Db, { spaceId, ids, now }: { spaceId: number; ids: Ids; now: Date }): Promise<void> {
  const rows = lines.map(({ by, minutesAgo, text }, index) => ({
    key: `seed:general:${index}`,
    spaceId,
    channel: 'general',
    authorId: ids.get(by),
    text,
    sequence: index + 1,
    createdAt: new Date(now.getTime() - minutesAgo * 60_000),
  }))
  await db.webMessage.createMany({ data: rows })
  await db.webFeed.upsert({ where: { spaceId }, create: { spaceId, sequence: rows.length }, update: { sequence: rows.length } })
}
