import type { Adapter } from '../bot/adapter.ts'
import type { Clock } from '../bot/clock.ts'
import type { Config, Environment } from '../bot/config.ts'
import type { Engine } from '../bot/engine.ts'
import type { Log } from '../bot/log.ts'
import type { Database } from '../prisma/database.ts'
import { createDiscordAdapter, leads, readDiscordSettings } from './discord/index.ts'
import { createSlackAdapter, readSlackSettings } from './slack/index.ts'
import { createWebAdapter } from './web/index.ts'

/** What adapters are made from. */
export interface AdapterParts {
  database: Database
  engine: Engine
  clock: Clock
  log: Log
  config: Config
  communityId: number
}

/** The platforms that the settings ask for. */
export interface Platforms {
  /** some platform beside the web has its settings: the people are real */
  connected: boolean
  /** false in a process that only listens to a part of a platform, beside another that does everything else */
  leads: boolean
  adaptersFor(parts: AdapterParts): Adapter[]
}

/** @throws ConfigError */
export function readPlatforms(env: Environment): Platforms {
  const discord = readDiscordSettings(env)
  const slack = readSlackSettings(env)
  return {
    connected: Boolean(discord ?? slack),
    leads: !discord || leads(discord),
    adaptersFor(parts) {
      if (discord && !leads(discord)) return [createDiscordAdapter(parts, discord)]
      const others = [...(discord ? [createDiscordAdapter(parts, discord)] : []), ...(slack ? [createSlackAdapter(parts, slack)] : [])]
      // The web is always there.
      return [createWebAdapter({ ...parts, mounted: others.flatMap(({ http }) => http ?? []) }), ...others]
    },
  }
}
