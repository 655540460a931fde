import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../prisma/database.ts'
import { testKeys } from '../prisma/testing-keys.ts'
import { temporaryDatabase } from '../prisma/testing.ts'
import { openDiscord, quickLimits, type Discord, type Guild } from '../test/discord/index.ts'
import { freePort } from '../test/faults/program.ts'
import { root } from '../test/source.ts'

const deadline = { timeout: 90_000, interval: 100 }

let undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.reverse()) await one()
  undo = []
})

/** Discord's own rule: which shard of two hears of a guild. */
const shardOf = ({ id }: Guild): number => Number((BigInt(id) >> 22n) % 2n)

/** A guild of each shard, the first of which is shard 0's. */
function guildsOfBoth(discord: Discord): [Guild, Guild] {
  const guilds: Guild[] = []
  while (new Set(guilds.map(shardOf)).size < 2) guilds.push(discord.guild(`Club ${guilds.length}`, { channels: ['general', 'deals'] }))
  const of = (shard: number) => guilds.find((guild) => shardOf(guild) === shard) as Guild
  return [of(0), of(1)]
}

class Shards {
  printed = ''
  private readonly child: ChildProcess

  constructor(env: Record<string, string>, parameters: string[]) {
    this.child = spawn(process.execPath, ['scripts/start.cjs', 'scripts/shards.ts', ...parameters], { cwd: root, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (bytes: Buffer) => (this.printed += bytes.toString()))
  }

  get exitCode(): number | null {
    return this.child.exitCode
  }

  processOf(shard: number): number {
    return Number(new RegExp(`Shard ${shard}: process (\\d+)`).exec(this.printed)?.[1])
  }

  async ends(): Promise<void> {
    if (this.child.exitCode !== null) return
    const gone = once(this.child, 'exit')
    this.child.kill('SIGTERM')
    await gone
  }
}

const secretKey = 'a secret key of thirty-two signs!'

describe('npm run shards', () => {
  it('says in a sentence what it needs', async () => {
    const shards = new Shards({ DISCORD_TOKEN: 'a', SECRET_KEY: secretKey }, [])
    undo.push(() => shards.ends())
    await expect.poll(() => shards.exitCode, deadline).toBe(1)
    expect(shards.printed).toContain('DATABASE_URL must be a PostgreSQL database')
  }, 120_000)

  it.skipIf(!process.env.TEST_DATABASE_URL)('listens with each process to its servers; one of them registers, serves pages and delivers', async () => {
    const { url, drop } = await temporaryDatabase('postgresql')
    undo.push(drop)
    const discord = await openDiscord({ limits: quickLimits, gateway: { shards: 2 }, patience: 90_000 })
    undo.push(() => discord.close())
    const [first, second] = guildsOfBoth(discord)
    const database = await openDatabase(url, testKeys)
    undo.push(() => database.close())
    const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DATABASE_URL: url, SECRET_KEY: secretKey, PORT: String(await freePort()), DEFAULT_LOCALE: 'en' }
    const shards = new Shards(env, ['2'])
    undo.push(() => shards.ends())
    await expect.poll(() => [...discord.gateway.connected].sort(), deadline).toEqual([0, 1])
    await expect.poll(() => discord.commands.length, deadline).toBeGreaterThan(0)
    await expect.poll(() => database.client.space.count({ where: { platform: 'discord' } }), deadline).toBe(discord.world.guilds.size)
    expect(await database.client.community.count()).toBe(1)
    await database.client.space.updateMany({ data: { connected: true } })
    expect(discord.log.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands'))).toHaveLength(1)

    // With the first process asleep, the second answers and delivers nothing.
    process.kill(shards.processOf(0), 'SIGSTOP')
    undo.push(async () => void process.kill(shards.processOf(0), 'SIGCONT'))
    const ada = discord.person('Ada', { guilds: [second] }).in(discord.channelOf(second, 'general'))
    await ada.types('/deal post')
    await ada.fills({ title: 'Half a lantern', description: 'At half the price.', code: 'LANTERN' })
    await ada.presses('Continue')
    await ada.fills({})
    await ada.presses('Publish')
    await ada.sees('Published')
    expect(await database.client.posting.count({ where: { status: 'waiting' } })).toBeGreaterThan(0)
    const shown = () => [first, second].map((guild) => discord.textsIn(discord.channelOf(guild, 'deals')).length)
    expect(shown()).toEqual([0, 0])
    process.kill(shards.processOf(0), 'SIGCONT')
    await expect.poll(shown, deadline).toEqual([1, 1])
    expect(discord.textsIn(discord.channelOf(first, 'deals')).join()).toContain('Half a lantern')
  }, 240_000)
})
