import type { REST } from 'discord.js'
import type { Door } from '../../bot/adapter.ts'
import type { Clock } from '../../bot/clock.ts'
import type { Config } from '../../bot/config.ts'
import type { Engine } from '../../bot/engine.ts'
import type { Log } from '../../bot/log.ts'
import type { Words } from '../../bot/words.ts'
import type { Database } from '../../prisma/database.ts'
import type { Delivery } from './deliver.ts'
import type { People } from './people.ts'
import type { Commands } from './register.ts'

/** What the platform is called in the database. */
export const platform = 'discord'

/** What the adapter is made from. */
export interface DiscordParts {
  database: Database
  engine: Engine
  clock: Clock
  log: Log
  config: Pick<Config, 'secretKey' | 'publicUrl'>
  communityId: number
  /** how many milliseconds an answer may take before it is said that it takes a while, where not as in answer.ts */
  patience?: number
}

/** What the parts of the adapter share. */
export interface Discord extends DiscordParts {
  door: Door
  /** for answers and for looking things up; works without the gateway */
  rest: REST
  delivery: Delivery
  people: People
  commands: Commands
  /** our words for this platform alone; the engine has those of views */
  words: Words
}
