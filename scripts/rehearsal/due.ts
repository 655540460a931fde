import type { Database } from '../../prisma/database.ts'

/** When something becomes due after now, in milliseconds; undefined when nothing waits. So a clock that is set by hand knows how far it may leap. */
export async function nextDue({ client }: Database, now: Date): Promise<number | undefined> {
  const waiting = { where: { status: 'waiting', dueAt: { gt: now } }, _min: { dueAt: true } } as const
  const leased = { where: { leaseUntil: { gt: now } }, _min: { leaseUntil: true } } as const
  const dues = [(await client.job.aggregate(waiting))._min.dueAt, (await client.posting.aggregate(waiting))._min.dueAt]
  const leases = [(await client.job.aggregate(leased))._min.leaseUntil, (await client.posting.aggregate(leased))._min.leaseUntil]
  const times = [...dues, ...leases].flatMap((at) => (at ? [at.getTime()] : []))
  return times.length ? Math.min(...times) : undefined
}
