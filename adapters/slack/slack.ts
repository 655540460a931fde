import type { Door } from '../../bot/adapter.ts'
import type { Clock } from '../../bot/clock.ts'
import type { Config } from '../../bot/config.ts'
import type { Engine } from '../../bot/engine.ts'
import type { Log } from '../../bot/log.ts'
import type { Words } from '../../bot/words.ts'
import type { Database } from '../../prisma/database.ts'
import type { Clients } from './client.ts'
import type { DirectChannels } from './direct.ts'
import type { Lanes, Rates } from './lanes.ts'
import type { People } from './people.ts'
import type { ResponseUrls } from './response-url.ts'
import type { SlackSettings } from './settings.ts'
import type { FileTaker } from './take-files.ts'
import type { Workspaces } from './workspaces.ts'

/** What the adapter is made from. */
export interface SlackParts {
  database: Database
  engine: Engine
  clock: Clock
  log: Log
  config: Pick<Config, 'secretKey' | 'publicUrl'>
  communityId: number
  /** where they are not Slack's */
  rates?: Rates
}

/** What the parts of the adapter share. */
export interface Slack extends SlackParts {
  door: Door
  settings: SlackSettings
  /** our words for Slack alone; the engine has those of views */
  words: Words
  /** the first words of all that can be typed, such as /job */
  commands: ReadonlySet<string>
  /** what to type there for each of them, as it is called elsewhere */
  typed: ReadonlyMap<string, string>
  clients: Clients
  workspaces: Workspaces
  people: People
  lanes: Lanes
  direct: DirectChannels
  responses: ResponseUrls
  takeFiles: FileTaker['take']
  /** whose home was opened, as `team/user`: it is kept up to date */
  openHomes: Set<string>
  /** Something that is to be finished before the assistant stops. */
  track<T>(work: Promise<T>): Promise<T>
  /** Something that nobody waits for, until the assistant stops; what goes wrong with it is logged. */
  inBackground(what: string, work: Promise<unknown>): void
}
