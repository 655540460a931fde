import type { Adapter } from '../bot/adapter.ts'
import type { Clock } from '../bot/clock.ts'
import { readApart, type Config, type Environment } from '../bot/config.ts'
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
  /** some platform beside the web is set up, rightly or not: the people are real */
  connected: boolean
  /** what is not right with the settings of a platform, which is left out, a sentence each */
  problems: string[]
  /** false in a process that only listens to a part of a platform, beside another that does everything else */
  leads: boolean
  adaptersFor(parts: AdapterParts): Adapter[]
}

/** One whose settings are not right does not keep the others from working. @throws ConfigError in one of several processes, which cannot go on without */
export function readPlatforms(env: Environment): Platforms {
  const { settings: discord, problems } = env.SHARDING_MANAGER ? { settings: readDiscordSettings(env), problems: [] } : readApart(() => readDiscordSettings(env))
  const { settings: slack, problems: slackProblems } = readApart(() => readSlackSettings(env))
  const all = [...problems, ...slackProblems]
  return {
    connected: Boolean(discord ?? slack) || all.length > 0,
    problems: all,
    leads: !discord || leads(discord),
    adaptersFor(parts) {
      if (discord && !leads(discord)) return [createDiscordAdapter(parts, discord)]
      const others = [...(discord ? [createDiscordAdapter(parts, discord)] : []), ...(slack ? [createSlackAdapter(parts, slack)] : [])]
      // The web is always there.
      return [createWebAdapter({ ...parts, mounted: others.flatMap(({ http }) => http ?? []) }), ...others]
    },
  }
}
