// All that brings messages, as main.ts puts it together, but for its claims: they last a short time, so that what a killed process had
// begun is soon taken up by the other.
import { readPlatforms } from '../../adapters/index.ts'
import { systemClock } from '../../bot/clock.ts'
import { openCommunity } from '../../bot/community.ts'
import { readConfig } from '../../bot/config.ts'
import { createEngine } from '../../bot/engine.ts'
import { createLog } from '../../bot/log.ts'
import { createWorker } from '../../bot/worker.ts'
import { capabilities } from '../../commands/index.ts'
import { openDatabase } from '../../prisma/database.ts'

const platforms = readPlatforms(process.env)
const config = readConfig(process.env, { connected: platforms.connected })
const [clock, log, publicUrl] = [systemClock, createLog({ level: config.logLevel }), `http://${config.host}:${config.port}`]
const database = await openDatabase(config.databaseUrl, config)
const communityId = await openCommunity(database, { name: config.communityName, locale: config.defaultLocale, timeZone: config.defaultTimeZone })
const engine = createEngine({ database, capabilities, clock, log, communityId, publicUrl, onTold: () => worker.nudge() })
const adapters = platforms.adaptersFor({ database, engine, clock, log, config, communityId })
const byPlatform = new Map(adapters.map((adapter) => [adapter.platform, adapter]))
const worker = createWorker({ database, engine, adapters: byPlatform, clock, log, publicUrl, leaseMs: 10_000 })
for (const adapter of adapters) await adapter.start(engine)
await worker.start()
worker.nudge()
