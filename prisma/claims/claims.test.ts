import { expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import { eachDatabase } from '../testing.ts'

const noon = Date.parse('2026-03-01T12:00:00Z')
/** A moment, in minutes from noon. */
const at = (minutes: number): Date => new Date(noon + minutes * 60_000)
const claim = { now: at(0), leaseUntil: at(5), limit: 100 }

interface Row {
  key: string
  status?: string
  due?: number
  lease?: number
}

async function addJobs(database: Database, rows: Row[]): Promise<void> {
  const data = rows.map(({ key, status = 'waiting', due = 0, lease }) => ({
    key, name: 'test', input: { key }, status, dueAt: at(due), leaseUntil: lease === undefined ? null : at(lease),
  }))
  await database.client.job.createMany({ data })
}

async function addPostings(database: Database, rows: (Row & { lane: string })[]): Promise<void> {
  const data = rows.map(({ key, lane, status = 'waiting', due = 0, lease }) => ({
    key, lane, view: { title: key }, status, dueAt: at(due), leaseUntil: lease === undefined ? null : at(lease), createdAt: at(-60),
  }))
  await database.client.posting.createMany({ data })
}

const jobs = async (database: Database, changes = {}): Promise<string[]> =>
  (await database.transaction((db) => database.claims.jobs(db, { ...claim, ...changes }))).map((job) => job.key)
const postings = async (database: Database, changes = {}): Promise<string[]> =>
  (await database.transaction((db) => database.claims.postings(db, { ...claim, ...changes }))).map((posting) => posting.key)

eachDatabase('claims of jobs', (open) => {
  it('take what is due or abandoned, the longest due first, once', async () => {
    const database = await open()
    await addJobs(database, [
      { key: 'now', due: 0 },
      { key: 'later', due: 1 },
      { key: 'before', due: -9 },
      { key: 'abandoned', status: 'running', due: -5, lease: 0 },
      { key: 'held', status: 'running', due: -30, lease: 1 },
      { key: 'failed', status: 'failed', due: -30 },
    ])
    expect(await jobs(database)).toEqual(['before', 'abandoned', 'now'])
    expect(await jobs(database)).toEqual([])
    // when the lease of all of them is over
    expect(await jobs(database, { now: at(5), leaseUntil: at(9) })).toEqual(['held', 'before', 'abandoned', 'now', 'later'])
  })

  it('give whole rows, as they now are', async () => {
    const database = await open()
    await addJobs(database, [{ key: 'a' }])
    const [job] = await database.transaction((db) => database.claims.jobs(db, claim))
    expect(job).toEqual(await database.client.job.findUnique({ where: { key: 'a' } }))
    expect(job).toMatchObject({ status: 'running', attempts: 1, leaseUntil: at(5), dueAt: at(0), input: { key: 'a' }, error: null })
  })

  it('take no more than asked', async () => {
    const database = await open()
    await addJobs(database, Array.from({ length: 5 }, (_, i) => ({ key: `${i}`, due: -i })))
    expect(await jobs(database, { limit: 2 })).toEqual(['4', '3'])
    expect(await jobs(database, { limit: 2 })).toEqual(['2', '1'])
  })

  it('never give one job to two workers', async () => {
    const database = await open()
    await addJobs(database, Array.from({ length: 100 }, (_, i) => ({ key: `${i}` })))
    const taken = await Promise.all(Array.from({ length: 8 }, () => jobs(database, { limit: 15 })))
    expect(new Set(taken.flat()).size).toBe(taken.flat().length)
    expect(await jobs(database)).toHaveLength(100 - taken.flat().length)
  })
})

eachDatabase('claims of postings', (open) => {
  it('take consecutive ones of a lane, up to the first that may not be taken', async () => {
    const database = await open()
    await addPostings(database, [
      { key: 'a1', lane: 'a' },
      { key: 'b1', lane: 'b', due: 1 },
      { key: 'a2', lane: 'a' },
      { key: 'b2', lane: 'b', due: -30 },
      { key: 'c1', lane: 'c', status: 'sending', lease: 1 },
      { key: 'c2', lane: 'c' },
      { key: 'a3', lane: 'a', due: 1 },
      { key: 'a4', lane: 'a', due: -30 },
      { key: 'd1', lane: 'd', status: 'sending', lease: -1 },
      { key: 'd2', lane: 'd' },
      { key: 'e1', lane: 'e', status: 'failed' },
      { key: 'e2', lane: 'e', status: 'sent' },
      { key: 'e3', lane: 'e' },
      { key: 'f1', lane: 'f' },
      { key: 'f2', lane: 'f', status: 'sending', lease: 1 },
      { key: 'f3', lane: 'f' },
    ])
    expect(await postings(database)).toEqual(['a1', 'a2', 'd1', 'd2', 'e3'])
    expect(await postings(database)).toEqual([])
  })

  it('give whole rows, as they now are', async () => {
    const database = await open()
    await addPostings(database, [{ key: 'a', lane: 'a' }])
    const [posting] = await database.transaction((db) => database.claims.postings(db, claim))
    expect(posting).toEqual(await database.client.posting.findUnique({ where: { key: 'a' } }))
    expect(posting).toMatchObject({ status: 'sending', attempts: 1, leaseUntil: at(5), view: { title: 'a' }, personId: null })
  })

  it('keep the order of a lane when only a part of it is taken', async () => {
    const database = await open()
    // the later ones have been due for longer
    await addPostings(database, Array.from({ length: 6 }, (_, i) => ({ key: `a${i}`, lane: 'a', due: -i })))
    expect(await postings(database, { limit: 4 })).toEqual(['a0', 'a1', 'a2', 'a3'])
    expect(await postings(database, { limit: 4 })).toEqual([])
    await database.client.posting.updateMany({ where: { status: 'sending' }, data: { status: 'sent', leaseUntil: null } })
    expect(await postings(database, { limit: 4 })).toEqual(['a4', 'a5'])
  })

  it('are not held up by a lane that is', async () => {
    const database = await open()
    await addPostings(database, [
      { key: 'held', lane: 'a', due: 9 },
      ...Array.from({ length: 50 }, (_, i) => ({ key: `a${i}`, lane: 'a', due: -50 })),
      { key: 'b', lane: 'b' },
    ])
    expect(await postings(database, { limit: 10 })).toEqual(['b'])
  })

  it('never give two workers the same lane', async () => {
    const database = await open()
    await addPostings(database, Array.from({ length: 120 }, (_, i) => ({ key: `${i}`, lane: `lane${i % 12}` })))
    const workers = Array.from({ length: 6 }, () => database.transaction((db) => database.claims.postings(db, { ...claim, limit: 7 })))
    const taken = await Promise.all(workers)
    const lanes = taken.flatMap((rows) => [...new Set(rows.map((row) => row.lane))])
    expect(new Set(lanes).size).toBe(lanes.length)
    expect(lanes.length).toBeGreaterThan(0)
  })
})

/** 10,000 jobs and 10,000 postings on so many lanes, written in two statements because Prisma takes seconds for them. */
async function addThousands(database: Database, lanes: number): Promise<void> {
  const numbers = Prisma.sql`WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)`
  await database.client.$executeRaw`
    INSERT INTO "Posting" (key, lane, view, status, "dueAt", "createdAt")
    ${numbers} SELECT 'k' || i, 'lane' || (i % CAST(${lanes} AS INTEGER)), '{}', 'waiting', ${at(0)}, ${at(0)} FROM n`
  await database.client.$executeRaw`
    INSERT INTO "Job" (key, name, input, status, "dueAt") ${numbers} SELECT 'k' || i, 'test', '{}', 'waiting', ${at(0)} FROM n`
  // what autovacuum does within a minute
  if (database.provider === 'postgresql') await database.client.$executeRawUnsafe('VACUUM ANALYZE "Posting", "Job"')
}

eachDatabase('claims among 10,000', (open) => {
  it.each([1, 100, 10_000])('read a hundred, not all: %d lanes', async (lanes) => {
    const database = await open()
    await addThousands(database, lanes)
    expect(await postings(database)).toHaveLength(100)
    const took: number[] = []
    for (let i = 0; i < 10; i++) {
      const started = performance.now()
      await postings(database)
      expect(await jobs(database)).toHaveLength(100)
      took.push(performance.now() - started)
    }
    // a few milliseconds; of ten, one at least had the machine for itself
    expect(Math.min(...took)).toBeLessThan(500)
  })
})
