import { schedule, type ScheduledTask } from 'node-cron'
import type { Database } from '../prisma/database.ts'
import { forgetLooseFiles } from './files.ts'
import { startDue, type PostOfficeParts } from './post-office.ts'
import { createInterest } from './interest.ts'
import { doDueJobs } from './job-worker.ts'
import { createRounds } from './rounds.ts'

/** What a platform delivered is remembered this long; none delivers again after it. */
const rememberedForMs = 30 * 86_400_000

/** What was said to somebody in private is kept this long: a message that changes afterwards is changed where it stands all the same. */
export const quotedForDays = 180

export interface Worker {
  /** Something may be due: work starts at once, if it is not under way. */
  nudge(): void
  /** Does all that is due now. */
  drain(): Promise<void>
  /** Takes up what a process that died has left, and looks every second, whatever else happens. */
  start(): Promise<void>
  /** Finishes what is in flight. */
  stop(): Promise<void>
}

/** Does jobs, one after the other, and delivers messages, lanes side by side. */
export function createWorker(parts: PostOfficeParts): Worker {
  const ticks: ScheduledTask[] = []
  const interest = createInterest(parts)
  const rounds = createRounds({ doDue: () => doDueJobs(parts), startDue: async () => [...(await startDue(parts)), ...interest.startDue()] })
  let stopping = false

  const logged = (work: Promise<void>) =>
    work.catch((error: unknown) => parts.log.error({ err: error }, 'the worker stumbled; it goes on with the next tick'))
  const nudge = () => {
    if (!stopping) void logged(rounds.drain())
  }
  return {
    nudge,
    drain: rounds.drain,
    async start() {
      if (parts.database.provider === 'sqlite') await endLeases(parts.database)
      ticks.push(schedule('* * * * * *', nudge), schedule('17 * * * *', () => logged(forgetOld(parts))))
    },
    async stop() {
      stopping = true
      for (const tick of ticks) await tick.destroy()
      await rounds.stop()
    },
  }
}

/** A file has one process: what was claimed when it starts is claimed by nobody, and need not wait until its lease is over. */
async function endLeases({ client }: Database): Promise<void> {
  const over = { data: { leaseUntil: new Date(0) } }
  await client.posting.updateMany({ where: { status: 'sending' }, ...over })
  await client.job.updateMany({ where: { status: 'running' }, ...over })
}

/** Removes what nobody can ask for any more. */
export async function forgetOld({ database, clock }: Pick<PostOfficeParts, 'database' | 'clock'>): Promise<void> {
  const now = clock.now()
  await database.client.delivery.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - rememberedForMs) } } })
  await database.client.ticket.deleteMany({ where: { expiresAt: { lt: now } } })
  await forgetLooseFiles(database, now)
  const longAgo = { createdAt: { lt: new Date(now.getTime() - quotedForDays * 86_400_000) } }
  const told = { ...longAgo, personId: { not: null }, emptiedAt: null, status: { in: ['sent', 'failed'] } }
  await database.client.posting.updateMany({ where: told, data: { view: { blocks: [] }, emptiedAt: now } })
  await database.client.webMessage.deleteMany({ where: { ...longAgo, visibleTo: { not: null } } })
}
