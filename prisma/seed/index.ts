import type { Logger } from 'pino'
import type { Capability } from '../../bot/action.ts'
import type { Clock } from '../../bot/clock.ts'
import type { Database, Db } from '../database.ts'
import { createStagehand } from './actor.ts'
import { createPeople, createWebSpace, say } from './people.ts'
import { play } from './play.ts'

export interface SeedParts {
  database: Database
  capabilities: Capability[]
  clock: Clock
  log: Logger
  communityId: number
  publicUrl: string
}

/**
 * Fills a community in which there is nobody with made-up people, their profiles, questions, jobs, deals, workshops, alerts, a conversation and a contest, dated
 * relative to now; all of it or, should it fail, nothing. Profiles, jobs, deals, workshops and questions come about by the very actions that
 * people use, so that cards, search and reminders are what they would be. Gives false, and does nothing, where there is somebody.
 */
export async function seedDemo({ database, clock, ...parts }: SeedParts): Promise<boolean> {
  const now = clock.now()
  return database.transaction(async (db: Db) => {
    if ((await db.person.count({ where: { communityId: parts.communityId } })) > 0) return false
    const spaceId = await createWebSpace(db, parts.communityId)
    const ids = await createPeople(db, { communityId: parts.communityId, spaceId, now })
    await say(db, { spaceId, ids, now })
    await play(db, { stagehand: createStagehand(db, { ...parts, database, spaceId }), ids, now })
    return true
  })
}
