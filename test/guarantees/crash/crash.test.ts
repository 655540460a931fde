import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../prisma/database.ts'
import { testKeys } from '../../../prisma/testing-keys.ts'
import { eachDatabase, temporaryDatabase } from '../../../prisma/testing.ts'
import { channels } from '../ledger.ts'
import { Mortal } from './mortal.ts'
import { openPlatform, type Platform } from './platform.ts'

const actions = 500
const people = 10
const kills = 8
/** a private message, a public one, and a reminder */
const messagesEach = 3

/** Numbers that are the same again for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

async function prepare(databaseUrl: string): Promise<{ communityId: number; spaceId: number }> {
  const database = await openDatabase(databaseUrl, testKeys)
  const community = await database.client.community.create({ data: { name: 'Cyberelles', locale: 'fr', timeZone: 'Europe/Paris' } })
  const space = { communityId: community.id, platform: 'stage', externalId: 'stage', name: 'Stage', channels: Object.fromEntries(channels.map((name) => [name, name])) }
  const { id } = await database.client.space.create({ data: space })
  await database.close()
  return { communityId: community.id, spaceId: id }
}

interface Lived {
  /** what each action was answered, each time */
  answers: string[][]
  /** when each was first sent, and first answered, counted in things that happened */
  times: { begun: number; answered: number }[]
  platform: Platform
  deaths: number
}

/** Does everything while it is killed again and again; gives every answer that came. */
async function live(databaseUrl: string, seed: number): Promise<Lived> {
  const random = randomFrom(seed)
  const { communityId, spaceId } = await prepare(databaseUrl)
  // It is killed when so much has been acknowledged or received, so at random moments of the work, however fast the machine is.
  const moments = Array.from({ length: kills }, () => Math.floor(random() * actions * (1 + messagesEach) * 0.95)).sort((one, other) => one - other)
  let happened = 0
  const dying: Promise<void>[] = []
  const happens = () => {
    happened++
    while (moments[0] !== undefined && happened >= moments[0]) {
      moments.shift()
      const before = dying.at(-1) ?? Promise.resolve()
      dying.push(before.then(() => process.dies()))
    }
  }
  const platform = await openPlatform(random, happens)
  const process = new Mortal({ databaseUrl, platformUrl: platform.url, communityId })
  const answers: string[][] = Array.from({ length: actions }, () => [])
  const times = answers.map(() => ({ begun: 0, answered: 0 }))
  const numbers = answers.map((_, index) => index)
  const sender = async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const name = `Person ${number % people}`
      const from = { spaceId, externalId: name, name }
      const incoming = { key: `delivery-${number}`, from, channel: null, what: { call: { action: 'ledger write', input: { entry: number } } } }
      const time = { begun: happened, answered: Infinity }
      times[number] = time
      // Some platforms deliver again what was answered.
      for (let again = random() < 0.1 ? 2 : 1; again > 0; again--) {
        answers[number]?.push(await process.deliver(number, incoming))
        happens()
        time.answered = Math.min(time.answered, happened)
      }
    }
  }
  await Promise.all(Array.from({ length: 6 }, sender))
  await expect.poll(() => process.left(), { timeout: 400_000, interval: 100 }).toBe(0)
  await Promise.all(dying)
  await expect.poll(() => process.left(), { timeout: 100_000, interval: 100 }).toBe(0)
  await process.ends()
  await platform.close()
  return { answers, times, platform, deaths: process.deaths }
}

describe('a process killed at random moments', () => {
  eachDatabase('of 500 actions and their messages', (open) => {
    it('loses none, does none twice, says none twice to a platform that remembers keys, and goes on by itself', async () => {
      const seed = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 1e9))
      const { url, drop } = await temporaryDatabase((await open()).provider)
      const start = performance.now()
      const { answers, times, platform, deaths } = await live(url, seed)
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      console.log(`CRASH_SEED=${seed}: ${deaths} deaths, ${platform.received.length - platform.standing.length} repetitions, ${seconds} s`)
      expect(deaths).toBeGreaterThanOrEqual(kills / 2)

      const { client, close } = await openDatabase(url, testKeys)
      const entries = (await client.audit.findMany()).map(({ subject }) => subject)
      expect(entries.toSorted()).toEqual(answers.map((_, number) => `entry:${number}`).toSorted())
      expect(answers.flat().filter((answer) => !answer.includes('ledger.done'))).toEqual([])
      for (const [first, ...repeated] of answers.map((all) => all.map((answer) => JSON.parse(answer) as unknown)))
        for (const again of repeated) expect(again).toEqual(first)

      const postings = await client.posting.findMany({ orderBy: { id: 'asc' } })
      expect(postings.filter(({ status }) => status !== 'sent')).toEqual([])
      expect(platform.standing.map(({ key }) => key).toSorted()).toEqual(postings.map(({ key }) => key).toSorted())
      const said = answers.flatMap((_, number) => [`Private ${number}`, `Public ${number}`, `Reminder of ${number}`])
      expect(platform.standing.map(({ words }) => words).toSorted()).toEqual(said.toSorted())
      expect(await client.job.count()).toBe(0)

      const place = new Map(platform.standing.map(({ words }, index) => [words, index]))
      const placeOf = (words: string) => place.get(words) ?? -1
      const overtaken = times.flatMap(({ answered }, one) =>
        times.flatMap(({ begun }, other) =>
          // the same person and the same channel; what is done at the same time has no order
          answered <= begun && (one - other) % (people * channels.length) === 0
            ? ['Private', 'Public'].filter((kind) => placeOf(`${kind} ${one}`) > placeOf(`${kind} ${other}`)).map((kind) => `${kind} ${one} > ${other}`)
            : [],
        ),
      )
      expect(overtaken).toEqual([])
      expect(times.flatMap((_, number) => (placeOf(`Private ${number}`) > placeOf(`Reminder of ${number}`) ? [number] : []))).toEqual([])
      await close()
      await drop()
    }, 900_000)
  })
})
