import type { Log } from './log.ts'
import type { Database } from '../prisma/database.ts'

/** How often a platform is asked again. */
const everyMs = 3_600_000

export interface VouchingParts {
  database: Database
  log: Log
  communityId: number
  platform: string
  /** Whether the platform vouches now for somebody who organised. @throws when it does not say: then it is asked again later */
  organises(account: { spaceId: number; space: string; externalId: string }): Promise<boolean>
}

export interface Vouching {
  /** Asks the platform now, and every hour. */
  start(): void
  stop(): Promise<void>
}

/**
 * Organisers are told things without doing anything themselves. Who organises by what her platform says is therefore asked again each
 * hour: no longer than that is anything told to somebody who organises no more, even if she never acts again.
 */
export function createVouching(parts: VouchingParts): Vouching {
  let timer: NodeJS.Timeout | undefined
  let asking = Promise.resolve()
  const ask = () => void (asking = asking.then(() => askAgain(parts)))
  return {
    start() {
      ask()
      timer ??= setInterval(ask, everyMs).unref()
    },
    stop() {
      clearInterval(timer)
      return asking
    },
  }
}

/** Never fails. */
async function askAgain({ database: { client }, log, communityId, platform, organises }: VouchingParts): Promise<void> {
  try {
    const where = { organises: true, space: { platform, communityId } }
    const accounts = await client.account.findMany({ where, select: { id: true, externalId: true, spaceId: true, space: { select: { externalId: true } } } })
    for (const { id, externalId, spaceId, space } of accounts)
      if (!(await organises({ spaceId, space: space.externalId, externalId }))) await client.account.updateMany({ where: { id }, data: { organises: false } })
  } catch (error) {
    log.warn({ err: error, platform }, 'it could not be asked who still organises; it is asked again in an hour')
  }
}
