// npm run shards [-- HOW MANY]: a process for each part of Discord's servers, for a bot in more of them than one process can serve.
// The first process also does everything else: web chat, Slack, deliveries, jobs.
import { Routes, ShardingManager, type APIGatewayBotInfo, type Shard } from 'discord.js'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createRest } from '../adapters/discord/client.ts'
import { readDiscordSettings } from '../adapters/discord/settings.ts'
import { ConfigError, loadEnvFile, readConfig } from '../bot/config.ts'

const root = join(fileURLToPath(import.meta.url), '..', '..')

/** Between two logins that Discord allows only one after the other. */
const identifyMs = 5500

/** A process that lived this long did not end for the reason the one before did. */
const longLivedMs = 60_000

/** @throws ConfigError */
function readSettings() {
  const discord = readDiscordSettings(process.env)
  if (!discord) throw new ConfigError('DISCORD_TOKEN is missing: npm run shards is for Discord; npm start needs no token.')
  const { databaseUrl } = readConfig(process.env, { connected: true })
  if (databaseUrl.startsWith('file:')) throw new ConfigError('DATABASE_URL must be a PostgreSQL database: SQLite serves one process. See docs/operating.md.')
  const given = process.argv[2]
  if (given !== undefined && !/^[1-9]\d{0,3}$/.test(given)) throw new ConfigError('npm run shards -- HOW MANY takes a number, such as 2; without one, Discord says how many.')
  return { discord, wanted: given === undefined ? undefined : Number(given) }
}

async function main(): Promise<void> {
  loadEnvFile()
  const { discord, wanted } = readSettings()
  const info = (await createRest(discord).get(Routes.gatewayBot())) as APIGatewayBotInfo
  const amount = wanted ?? info.shards
  const options = { token: discord.token, totalShards: amount, shardArgs: ['main.ts'], respawn: false }
  const manager = new ShardingManager(join(root, 'scripts', 'start.cjs'), options)
  const stopping = new AbortController()
  manager.on('shardCreate', (shard) => keepAlive(shard, stopping.signal))
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stopping.abort()
      void stop(manager, signal)
    })
  // Not waited for: a process that cannot reach Discord keeps trying by itself.
  await manager.spawn({ amount, delay: info.session_start_limit.max_concurrency > 1 ? 500 : identifyMs, timeout: -1 })
}

/** A process that ended is started again: less and less often when it ends soon, as Discord counts logins. */
function keepAlive(shard: Shard, stopping: AbortSignal): void {
  let startedAt = 0
  let failures = 0
  shard.on('error', (error) => console.error(error))
  shard.on('spawn', (child) => {
    startedAt = performance.now()
    console.log(`Shard ${shard.id}: process ${'pid' in child ? child.pid : 'unknown'}`)
  })
  shard.on('death', () => {
    if (stopping.aborted) return
    failures = performance.now() - startedAt > longLivedMs ? 1 : failures + 1
    const seconds = Math.min(2 ** failures, 60)
    console.error(`Shard ${shard.id} ended; it is started again in ${seconds} seconds.`)
    void sleep(seconds * 1000, undefined, { signal: stopping }).then(() => shard.spawn(-1)).catch((error: unknown) => stopping.aborted || console.error(error))
  })
}

/** Lets each process finish what is in flight. */
async function stop(manager: ShardingManager, signal: NodeJS.Signals): Promise<void> {
  const ending = manager.shards.map(async ({ process: child }) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  })
  await Promise.all(ending)
  process.exit(0)
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main().catch((error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error)
    process.exit(1)
  })
