import { expect, it } from 'vitest'
import { z } from 'zod'
import { capability, job, type JobDefinition, type Work } from '../../bot/action.ts'
import { mostAttempts } from '../../bot/due.ts'
import { catalogue } from '../../bot/text.ts'
import { text, view } from '../../bot/view.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../stage.ts'
import type { Stage } from '../stage.ts'
import { inWork } from './telling.ts'

type Input = { name: string }

/** A stage with one job that does what the test wants. */
async function stageWith(database: Parameters<typeof openStage>[0]['database'], run: (work: Work, input: Input) => Promise<void>) {
  const sample: JobDefinition<Input> = job({ name: 'sample.job', input: z.object({ name: z.string() }), run })
  const stage = await openStage({ database, capabilities: [capability({ name: 'sample', messages: catalogue('sample', { en: {}, fr: {} }), actions: [], jobs: [sample] })] })
  const plan = (name: string, minutes: number, key = 'key') =>
    inWork(stage, (work) => work.later(sample, { name }, { at: new Date(stage.clock.now().getTime() + minutes * 60_000), key }))
  return { stage, sample, plan }
}

const say = (work: Work, words: string) => work.tell({ channel: 'general' }, view({}, text(words)), { key: words })
const standing = (stage: Stage) => stage.channel('general').messages
/** Minute by minute, so that what is tried again is tried in its time. */
async function minutes(stage: Stage, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) await stage.passes({ minutes: 1 })
}
const left = (stage: Stage) => stage.database.client.job.findMany({ select: { status: true, attempts: true } })

eachDatabase('a job', (open) => {
  it('is done once, when it is due, and then is gone', async () => {
    const { stage, plan } = await stageWith(await open(), (work, { name }) => say(work, name))
    await plan('first', 10)
    await stage.passes({ minutes: 9 })
    expect(standing(stage)).toEqual([])
    await stage.passes({ minutes: 1 })
    expect(standing(stage)).toEqual(['first'])
    expect(await left(stage)).toEqual([])
    await stage.passes({ hours: 1 })
    expect(stage.adapter.attempts).toHaveLength(1)
  })

  it('planned again with the same key is moved, with its new input', async () => {
    const { stage, plan } = await stageWith(await open(), (work, { name }) => say(work, name))
    await plan('first', 10)
    await plan('second', 30)
    await stage.passes({ minutes: 20 })
    expect(standing(stage)).toEqual([])
    await plan('third', 5)
    await stage.passes({ minutes: 60 })
    expect(standing(stage)).toEqual(['third'])
  })

  it('that fails is tried again, later and later, leaves nothing of its failed tries, and is logged each time', async () => {
    const times: number[] = []
    const { stage, plan } = await stageWith(await open(), async (work, { name }) => {
      times.push(work.now.getTime())
      await say(work, name)
      if (times.length < 4) throw new Error('not yet')
    })
    await plan('first', 0)
    await stage.settle()
    expect(await left(stage)).toEqual([{ status: 'waiting', attempts: 1 }])
    expect(standing(stage)).toEqual([])
    await minutes(stage, 5)
    expect(standing(stage)).toEqual(['first'])
    expect(times).toHaveLength(4)
    expect(await left(stage)).toEqual([])
    expect(stage.logged.filter((line) => line.includes('not yet'))).toHaveLength(3)
  })

  it('that always fails is kept, and done once it is planned again', async () => {
    let broken = true
    const { stage, plan } = await stageWith(await open(), (work, { name }) => (broken ? Promise.reject(new Error('broken')) : say(work, name)))
    await plan('first', 0)
    await minutes(stage, 30)
    expect(await left(stage)).toEqual([{ status: 'failed', attempts: mostAttempts }])
    broken = false
    await stage.passes({ hours: 2 })
    expect(standing(stage)).toEqual([])
    await plan('first', 0)
    await stage.settle()
    expect(standing(stage)).toEqual(['first'])
  })

  it('may plan itself anew under its own key, for ever', async () => {
    const { stage, sample, plan } = await stageWith(await open(), async (work, { name }) => {
      await say(work, name)
      await work.later(sample, { name: `${name}I` }, { at: new Date(work.now.getTime() + 3_600_000), key: 'key' })
    })
    await plan('I', 0)
    await stage.settle()
    await stage.passes({ hours: 3 })
    expect(standing(stage)).toEqual(['I', 'II', 'III', 'IIII'])
    expect(await left(stage)).toEqual([{ status: 'waiting', attempts: 0 }])
  })

  it('moved while it is being done is done again at its new time', async () => {
    const { stage, plan } = await stageWith(await open(), async (work, { name }) => {
      if (name === 'first') throw new Error('not now')
      await say(work, name)
    })
    await plan('first', 0)
    await stage.settle()
    await plan('second', 60)
    await stage.passes({ minutes: 30 })
    expect(standing(stage)).toEqual([])
    await stage.passes({ minutes: 30 })
    expect(standing(stage)).toEqual(['second'])
  })

  it('that no capability has any more is kept', async () => {
    const { stage } = await stageWith(await open(), () => Promise.resolve())
    await stage.database.client.job.create({ data: { key: 'old', name: 'gone.job', input: {}, status: 'waiting', dueAt: stage.clock.now() } })
    await minutes(stage, 30)
    expect(await left(stage)).toEqual([{ status: 'failed', attempts: mostAttempts }])
  })

  it('takes no other input than it says', async () => {
    const { stage, sample } = await stageWith(await open(), () => Promise.resolve())
    const wrong = { name: 12 } as unknown as Input
    await expect(inWork(stage, (work) => work.later(sample, wrong, { at: work.now, key: 'key' }))).rejects.toThrow()
    expect(await left(stage)).toEqual([])
  })

  it('of a process that ended is taken up once its claim is over, and done once', async () => {
    const { stage, plan } = await stageWith(await open(), (work, { name }) => say(work, name))
    await plan('first', 0)
    const now = stage.clock.now()
    const claim = { now, leaseUntil: new Date(now.getTime() + 60_000), limit: 10 }
    expect(await stage.database.transaction((db) => stage.database.claims.jobs(db, claim))).toHaveLength(1)
    await stage.settle()
    expect(standing(stage)).toEqual([])
    await stage.passes({ minutes: 1 })
    expect(standing(stage)).toEqual(['first'])
    expect(await left(stage)).toEqual([])
  })
})
