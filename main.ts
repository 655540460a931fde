import { fileURLToPath } from 'node:url'
import { readPlatforms, type Platforms } from './adapters/index.ts'
import { NotConnected, type Adapter } from './bot/adapter.ts'
import { systemClock, type Clock } from './bot/clock.ts'
import { openCommunity } from './bot/community.ts'
import { ConfigError, loadEnvFile, readConfig, type Config } from './bot/config.ts'
import { createEngine, type Engine } from './bot/engine.ts'
import { createLog, type Log } from './bot/log.ts'
import { createPace } from './bot/pace.ts'
import { createWorker } from './bot/worker.ts'
import { capabilities } from './commands/index.ts'
import { DatabaseError, openDatabase } from './prisma/database.ts'
import { seedDemo } from './prisma/seed/index.ts'

/** A running assistant. */
export interface Entraide {
  /** where its pages are */
  url: string
  /** Takes nothing new, finishes what is in flight, closes the database. */
  stop(): Promise<void>
}

interface Means {
  log: Log
  clock?: Clock
  platforms?: Platforms
}

/** Far more than anybody reads. */
const lookedUpPerMinute = 120

/** Starts everything: database, engine, adapters, worker; the demo community where the database is empty and the demo is on. */
export async function startEntraide(config: Config, { log, clock = systemClock, platforms = readPlatforms({}) }: Means): Promise<Entraide> {
  const database = await openDatabase(config.databaseUrl, config)
  const adapters: Adapter[] = []
  const close = async () => {
    for (const adapter of adapters) await adapter.stop()
    await worker.stop()
    await database.close()
  }
  const url = config.publicUrl ?? `http://${config.host}:${config.port}`
  const first = { name: config.communityName, locale: config.defaultLocale, timeZone: config.defaultTimeZone }
  const communityId = await openCommunity(database, first)
  const engine = createEngine({ database, capabilities, clock, log, communityId, publicUrl: url, pace: createPace({ perMinute: lookedUpPerMinute }), onTold: () => platforms.leads && worker.nudge() })
  const parts = { database, engine, clock, log, config, communityId }
  adapters.push(...platforms.adaptersFor(parts))
  const byPlatform = new Map(adapters.map((adapter) => [adapter.platform, adapter]))
  const worker = createWorker({ database, engine, adapters: byPlatform, clock, log, publicUrl: url })
  try {
    if (config.demo && (await database.client.person.count()) === 0) console.log('Inventing a small community to play with (a few seconds, only the first time)…')
    if (config.demo && platforms.leads) await seedDemo({ ...parts, capabilities, publicUrl: url })
    for (const adapter of adapters) await start(adapter, engine)
    if (platforms.leads) {
      await worker.start()
      worker.nudge()
    }
  } catch (error) {
    await close()
    throw error
  }
  let isStopping = false
  database.search.prepare().catch((error: unknown) => !isStopping && log.warn({ err: error }, 'search could not be read beforehand: the first search will read it'))
  return {
    url,
    stop: () => {
      isStopping = true
      return close()
    },
  }
}

/** A platform that needs somebody's help first does not keep the others from working. */
async function start(adapter: Adapter, engine: Engine): Promise<void> {
  try {
    await adapter.start(engine)
  } catch (error) {
    if (!(error instanceof NotConnected)) throw error
    console.error(error.message)
  }
}

/** What to do about a start that failed, in a sentence; undefined for what is our own fault. */
function advice(error: unknown, config: Config | undefined): string | undefined {
  if (error instanceof ConfigError || error instanceof DatabaseError) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const port = config?.port ?? 0
  if (code === 'EADDRINUSE') return `Port ${port} is in use: stop the other program, or choose another with PORT=${port + 1} npm start.`
  if (code === 'EACCES') return `This user may not listen on port ${port}: choose one above 1023, for example PORT=3000 npm start.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST=${config?.host} is not an address of this machine: use 127.0.0.1 or 0.0.0.0.`
  return undefined
}

async function main(): Promise<void> {
  let config: Config | undefined
  try {
    loadEnvFile()
    const platforms = readPlatforms(process.env)
    for (const problem of platforms.problems) console.error(problem)
    config = readConfig(process.env, { connected: platforms.connected })
    const entraide = await startEntraide(config, { log: createLog({ level: config.logLevel }), platforms })
    const hint = config.demo ? ' (demo: choose whom to be; Ctrl-C stops it)' : ''
    console.log(platforms.leads ? `Entraide is ready: ${entraide.url}${hint}` : 'Entraide listens to a part of its servers')
    const stop = (signal: NodeJS.Signals) => {
      process.once(signal, () => process.exit(1))
      entraide.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  } catch (error) {
    console.error(advice(error, config) ?? error)
    process.exit(1)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
