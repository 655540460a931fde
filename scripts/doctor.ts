// npm run doctor: looks at every setting, the database and each platform, a line each: ✓, or what to click.
import { fileURLToPath } from 'node:url'
import { checkDiscord } from '../adapters/discord/doctor.ts'
import { readDiscordSettings, type DiscordSettings } from '../adapters/discord/index.ts'
import { checkSlack } from '../adapters/slack/doctor.ts'
import { readSlackSettings, type SlackSettings } from '../adapters/slack/index.ts'
import type { Check } from '../bot/check.ts'
import { ConfigError, loadEnvFile, readConfig, type Config, type Environment } from '../bot/config.ts'
import { createLog } from '../bot/log.ts'
import { DatabaseError, openDatabase, type Database } from '../prisma/database.ts'
import { offered } from './offered.ts'

interface Settings {
  config: Config
  discord?: DiscordSettings
  slack?: SlackSettings
}

/** Every check there is, in the order in which things depend on each other; each part begins when the one before could be read. */
export async function examine(env: Environment): Promise<Check[]> {
  const settings = readSettings(env)
  if (Array.isArray(settings)) return settings
  const readable = good('The settings can be read')
  const opened = await openIt(settings.config)
  if ('problem' in opened) return [readable, opened.problem]
  try {
    return [readable, opened.check, ...(await checkPlatforms(settings, opened.database))]
  } finally {
    await opened.database.close()
  }
}

async function checkPlatforms({ config, discord, slack }: Settings, database: Database): Promise<Check[]> {
  const engine = offered()
  // It says itself what it finds.
  const log = createLog({ level: 'silent' })
  return [
    ...(discord ? await checkDiscord(discord, { database, engine }) : [good('Discord is not set up, which is fine: see docs/install-discord.md')]),
    ...(slack ? await checkSlack(slack, { database, config, log, purposes: Object.keys(engine.channels) }) : [good('Slack is not set up, which is fine: see docs/install-slack.md')]),
  ]
}

const good = (title: string): Check => ({ ok: true, title })

/** The settings, or what is not right with them. */
function readSettings(env: Environment): Settings | Check[] {
  try {
    const discord = readDiscordSettings(env)
    const slack = readSlackSettings(env)
    return { discord, slack, config: readConfig(env, { connected: Boolean(discord ?? slack) }) }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n').map((advice) => ({ ok: false, title: 'A setting is not right', advice }))
  }
}

async function openIt(config: Config): Promise<{ database: Database; check: Check } | { problem: Check }> {
  try {
    const database = await openDatabase(config.databaseUrl, config)
    return { database, check: good(`The database can be used: ${config.databaseUrl.replace(/\/\/.*@/, '//…@')}`) }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return { problem: { ok: false, title: 'The database cannot be used', advice: error.message } }
  }
}

/** A check as a line, with what to do on the next. */
export const lineOf = ({ ok, title, advice }: Check): string => (ok ? `✓ ${title}` : `✗ ${title}${advice ? `\n  → ${advice}` : ''}`)

async function main(): Promise<void> {
  loadEnvFile()
  const checks = await examine(process.env)
  for (const check of checks) console.log(lineOf(check))
  const wrong = checks.filter(({ ok }) => !ok).length
  console.log(wrong === 0 ? 'Everything is as it should be.' : `${wrong === 1 ? 'One thing is' : `${wrong} things are`} to be put right.`)
  process.exitCode = wrong === 0 ? 0 : 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
