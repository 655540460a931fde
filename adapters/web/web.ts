import type { Clock } from '../../bot/clock.ts'
import type { Config } from '../../bot/config.ts'
import type { Adapter, Door } from '../../bot/adapter.ts'
import type { Engine } from '../../bot/engine.ts'
import type { Log } from '../../bot/log.ts'
import type { Words } from '../../bot/words.ts'
import type { Database } from '../../prisma/database.ts'
import type { Assets } from './assets.ts'
import type { Channel } from './channels.ts'
import type { Feed } from './feed.ts'
import type { Store } from './store.ts'

/** How much may be asked of us within a minute. */
export interface Rates {
  /** pages, feeds and posts of one address */
  perAddress: number
  /** posts of one session */
  perSession: number
  /** short addresses of one address, within ten minutes: who tries codes one after the other soon has to wait */
  followed: number
}

/** What the web adapter is made from. */
export interface WebParts {
  database: Database
  engine: Pick<Engine, 'channels' | 'words' | 'community'>
  clock: Clock
  log: Log
  config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'secretKey' | 'demo'>
  communityId: number
  /** what other adapters answer on our server */
  mounted?: NonNullable<Adapter['http']>[]
  rates?: Rates
}

/** What its files share once it has started. */
export interface Web extends WebParts {
  door: Door
  /** the web's own words; what views say is drawn by the door */
  words: Words
  spaceId: number
  channels: Channel[]
  store: Store
  feed: Feed
  assets: Assets
  rates: Rates
  /** new with each start of the program */
  boot: string
  /** signs cookies; made from SECRET_KEY for this use alone */
  cookieKey: string
  secure: boolean
}
