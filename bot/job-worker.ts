import type { Logger } from 'pino'
import type { Database } from '../prisma/database.ts'
import type { Clock } from './clock.ts'
import { leaseMs as usualLeaseMs, mostAttempts, reasonOf, retryAt } from './due.ts'
import type { Engine } from './engine.ts'
import { workIn } from './work.ts'

const jobsAtOnce = 20

export interface JobWorkerParts {
  database: Database
  engine: Engine
  clock: Clock
  log: Logger
  publicUrl: string
  /** how long a claim lasts, where not as in due.ts */
  leaseMs?: number
}

type JobRow = Awaited<ReturnType<Database['claims']['jobs']>>[number]

/** Does the jobs that are due, each in a transaction in which its row disappears. Gives how many were claimed. */
export async function doDueJobs(parts: JobWorkerParts): Promise<number> {
  const { database, clock, leaseMs = usualLeaseMs } = parts
  const now = clock.now()
  const claim = { now, leaseUntil: new Date(now.getTime() + leaseMs), limit: jobsAtOnce }
  const claimed = await database.claiming((db) => database.claims.jobs(db, claim))
  for (const row of claimed) await doJob(parts, row)
  return claimed.length
}

async function doJob(parts: JobWorkerParts, row: JobRow): Promise<void> {
  const { database, engine, clock, log, publicUrl } = parts
  try {
    const job = engine.jobs.get(row.name)
    if (!job) throw new Error(`there is no job called "${row.name}"`)
    const input = job.input.parse(row.input)
    const community = await engine.community()
    await database.transaction(async (db) => {
      // Gone or moved since it was claimed: not ours any more. Gone first, so that the job may plan itself anew.
      const { count } = await db.job.deleteMany({ where: { id: row.id, status: 'running', attempts: row.attempts } })
      if (count === 0) return
      const around = { search: database.search, community, now: clock.now(), publicUrl, gathered: engine.gathered }
      // `parse` gave what this very job says it takes.
      await job.run(workIn(db, around, () => undefined), input as never)
    })
  } catch (error) {
    const failed = row.attempts >= mostAttempts
    log.error({ err: error, job: row.name, attempts: row.attempts, failed }, 'a job failed')
    await database.client.job.updateMany({
      where: { id: row.id, status: 'running', attempts: row.attempts },
      data: { status: failed ? 'failed' : 'waiting', dueAt: retryAt(clock.now(), row.attempts), error: reasonOf(error) },
    })
  }
}
