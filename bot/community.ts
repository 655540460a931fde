import type { Database } from '../prisma/database.ts'
import { knownLocale, type Community } from './person.ts'
import type { Reader } from './words.ts'

/** Another process may have changed the settings; it is noticed within this time. */
const freshFor = 2000

export interface CommunityReader {
  read(): Promise<Community>
  /** reads it again next time */
  forget(): void
}

/** The community this process serves, read again from time to time. */
export function communityReader({ client }: Database, id: number): CommunityReader {
  let known: { community: Community; until: number } | undefined
  return {
    async read() {
      if (known && performance.now() < known.until) return known.community
      const row = await client.community.findFirstOrThrow({ where: { id } })
      const community = { id, name: row.name, locale: knownLocale([row.locale], 'en'), timeZone: row.timeZone }
      known = { community, until: performance.now() + freshFor }
      return community
    },
    forget() {
      known = undefined
    },
  }
}

/** The id of the community of this database, made when there is none yet: once, even if several processes start at the same moment. */
export function openCommunity(database: Database, { name, locale, timeZone }: { name: string } & Reader): Promise<number> {
  return database.transaction(async (db) => {
    const known = await db.community.findFirst({ orderBy: { id: 'asc' } })
    return (known ?? (await db.community.create({ data: { name, locale, timeZone } }))).id
  })
}
