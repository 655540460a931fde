import type { Database } from '../../prisma/database.ts'

/** The web space of a community and its feed, made where they are missing. Every channel has its own name as its id. */
export async function webSpace(database: Database, communityId: number, channels: string[]): Promise<number> {
  return database.transaction(async (db) => {
    const named = Object.fromEntries(channels.map((id) => [id, id]))
    const known = await db.space.findFirst({ where: { platform: 'web', communityId }, orderBy: { id: 'asc' } })
    const space =
      known ??
      (await db.space.create({ data: { communityId, platform: 'web', externalId: `web-${communityId}`, name: 'Web', channels: named } }))
    const chosen = space.channels as Record<string, string>
    if (channels.some((id) => chosen[id] === undefined))
      await db.space.update({ where: { id: space.id }, data: { channels: { ...named, ...chosen } } })
    await db.webFeed.upsert({ where: { spaceId: space.id }, create: { spaceId: space.id, sequence: 0 }, update: {} })
    return space.id
  })
}
