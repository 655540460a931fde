import { createLog } from '../../../bot/log.ts'
import { experts } from '../../../commands/experts/index.ts'
import { gini } from '../../../commands/experts/figures-rules.ts'
import type { Database } from '../../../prisma/database.ts'
import { stageAdapter } from '../../stage/adapter.ts'
import { Program } from '../../stage/program.ts'
import { Life, type Broken } from './live.ts'
import { quarterBegins, quarterOf, type Size } from './people.ts'
import { sharesOf, type Share } from './shares.ts'

export interface Lived {
  /** how many questions ended how */
  ends: Record<string, number>
  broken: Broken[]
  /** what people did, and how often */
  done: Map<string, number>
  /** of those who take questions, how unevenly they were asked */
  gini: number
  shares: Share[]
  /** what was logged of failures */
  failures: string[]
}

/** Lives a quarter of questions on a database. */
export async function liveQuarter(database: Database, size: Size, seed: number): Promise<Lived> {
  const { client } = database
  const { id: communityId } = await client.community.create({ data: { name: 'Quarter', locale: 'fr', timeZone: 'Europe/Paris' } })
  const { id: spaceId } = await client.space.create({ data: { communityId, platform: 'stage', externalId: 'quarter', name: 'Quarter' } })
  const failures: string[] = []
  const log = createLog({ level: 'warn', pretty: false, write: (line) => void failures.push(line) })
  const adapter = stageAdapter()
  const program = new Program({ database, capabilities: [experts], communityId, adapter, log, now: new Date(quarterBegins) })
  await program.start()
  const stage = { program, adapter, database, communityId, spaceId }
  const quarter = quarterOf(size, seed)
  const life = new Life(stage, quarter)
  await life.lives()
  await program.worker.stop()
  const statuses = await client.question.groupBy({ by: ['status'], where: { communityId }, _count: true })
  const loads = life.experts.filter(({ weeklyLimit }) => weeklyLimit > 0).map(({ receivedAt }) => receivedAt.length)
  return {
    ends: Object.fromEntries(statuses.map(({ status, _count }) => [status, _count])),
    broken: life.broken, done: life.done, gini: gini(loads), failures,
    shares: await sharesOf(stage, life, quarter),
  }
}
