import type { Adapter } from '../bot/adapter.ts'
import { createEngine } from '../bot/engine.ts'
import { systemClock } from '../bot/clock.ts'
import { createLog } from '../bot/log.ts'
import { createWorker } from '../bot/worker.ts'
import { text, view } from '../bot/view.ts'
import { stageLimits } from '../test/stage/plain.ts'
import { benchDatabases } from './databases.ts'
import { print } from './measure.ts'

const messages = 3000
const people = 300

/** A platform that limits nobody and answers at once, after having drawn what it was given. */
export const instantly = (): Adapter => {
  let draw: Parameters<Adapter['start']>[0]['draw'] | undefined
  return {
    platform: 'bench',
    connected: true,
    limits: stageLimits,
    start(door) {
      draw = door.draw
      return Promise.resolve()
    },
    async deliver({ key, view: shown, reader }) {
      await draw?.(shown, reader, stageLimits)
      return { kind: 'sent', messageId: key }
    },
    stop: () => Promise.resolve(),
  }
}

/** How many due messages a second are claimed, drawn, handed to a platform that does not limit us, and noted as sent. */
export async function benchDelivery(): Promise<void> {
  const rows: Record<string, string | number>[] = []
  for (const open of await benchDatabases()) {
    const { database, drop } = await open()
    const now = new Date()
    const community = await database.client.community.create({ data: { name: 'Bench', locale: 'fr', timeZone: 'Europe/Paris' } })
    const space = await database.client.space.create({ data: { communityId: community.id, platform: 'bench', externalId: 'bench', name: 'Bench' } })
    for (let id = 1; id <= people; id++)
      await database.client.person.create({
        data: { communityId: community.id, name: `Person ${id}`, accounts: { create: { spaceId: space.id, externalId: `${id}`, seenAt: now } } },
      })
    const shown = JSON.parse(JSON.stringify(view({ title: 'A reminder' }, text('The workshop begins in an hour.')))) as object
    const ids = await database.client.person.findMany({ select: { id: true } })
    await database.client.posting.createMany({
      data: Array.from({ length: messages }, (_, index) => {
        const personId = ids[index % ids.length]?.id ?? 0
        return { key: `message-${index}`, lane: `person:${personId}`, personId, view: shown, status: 'waiting', dueAt: now, createdAt: now }
      }),
    })
    const log = createLog({ level: 'error' })
    const adapter = instantly()
    const engine = createEngine({ database, capabilities: [], clock: systemClock, log, communityId: community.id, publicUrl: '', onTold: () => undefined })
    const worker = createWorker({ database, engine, adapters: new Map([['bench', adapter]]), clock: systemClock, log, publicUrl: '' })
    await adapter.start(engine)
    const start = performance.now()
    await worker.drain()
    const seconds = (performance.now() - start) / 1000
    const sent = await database.client.posting.count({ where: { status: 'sent' } })
    rows.push({ database: database.provider, messages: sent, seconds, 'messages/s': sent / seconds })
    await worker.stop()
    await drop()
  }
  print('Due messages claimed, drawn and handed to a platform that does not limit us (aim: 500 a second)', rows)
}
