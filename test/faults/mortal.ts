// The whole program, whose claims last a short time only, so that what a killed process had begun is soon taken up by the other.
import { readPlatforms } from '../../adapters/index.ts'
import { readConfig } from '../../bot/config.ts'
import { createLog } from '../../bot/log.ts'
import { startEntraide } from '../../main.ts'

const platforms = readPlatforms(process.env)
const config = readConfig(process.env, { connected: platforms.connected })
await startEntraide(config, { log: createLog({ level: config.logLevel }), platforms, leaseMs: 10_000 })
