// npm run doctor: looks at every setting, the database and each platform, a line each: ✓, or what to click.
import { fileURLToPath } from 'node:url'
import { checkDiscord } from '../adapters/discord/doctor.ts'
import { readDiscordSettings, type DiscordSettings } from '../adapters/discord/index.ts'
import { checkSlack } from '../adapters/slack/doctor.ts'
import { readSlackSettings, type SlackSettings } from '../adapters/slack/index.ts'
import type { Check } from '../bot/check.ts'
import { loadEnvFile, readApart, readConfig, type Config, type Environment } from '../bot/config.ts'
import { createLog } from '../bot/log.ts'
import { DatabaseError, openDatabase, type Database } from '../prisma/database.ts'
import { offered } from './offered.ts'

interface Read<T> {
  settings?: T
  problems: string[]
}

interface Settings {
  config: Config
  discord: Read<DiscordSettings | undefined>
  slack: Read<SlackSettings | undefined>
}

/** Every check there is, in the order in which things depend on each other; each part begins when the one before could be read. */
export async function examine(env: Environment): Promise<Check[]> {
  const discord = readApart(() => readDiscordSettings(env))
  const slack = readApart(() => readSlackSettings(env))
  const isConnected = [discord, slack].some(({ settings, problems }) => settings !== undefined || problems.length > 0)
  const own = readApart(() => readConfig(env, { connected: isConnected }))
  const wrong = [discord, slack, own].flatMap(({ problems }) => problems.map((advice): Check => ({ ok: false, title: 'A setting is not right', advice })))
  if (!own.settings) return wrong
  const read = [...wrong, good(wrong.length ? 'The other settings can be read' : 'The settings can be read')]
  const opened = await openIt(own.settings)
  if ('problem' in opened) return [...read, opened.problem]
  try {
    return [...read, opened.check, ...(await checkPlatforms({ config: own.settings, discord, slack }, opened.database))]
  } finally {
    await opened.database.close()
  }
}

async function checkPlatforms({ config, discord, slack }: Settings, database: Database): Promise<Check[]> {
  const engine = offered()
  // It says itself what it finds.
  const log = createLog({ level: 'silent' })
  return [
    ...(discord.settings ? await checkDiscord(discord.settings, { database, engine }) : notSetUp('Discord', discord.problems)),
    ...(slack.settings ? await checkSlack(slack.settings, { database, config, log, purposes: Object.keys(engine.channels) }) : notSetUp('Slack', slack.problems)),
  ]
}

const notSetUp = (name: string, problems: string[]): Check[] => (problems.length ? [] : [good(`${name} is not set up, which is fine: see docs/install-${name.toLowerCase()}.md`)])

const good = (title: string): Check => ({ ok: true, title })

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
