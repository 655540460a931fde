import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createVault } from '../../bot/vault.ts'
import { text, view } from '../../bot/view.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { createFeed } from './feed.ts'
import { createStore } from './store.ts'
import { openWebStage, type Browser, type WebStage } from './testing.ts'

interface Event {
  id: number
  sequence: number
  revision: number
  html: string
}

/** Reads the live feed over a real connection, at most until `enough`. */
async function read(stage: WebStage, browser: Browser, after: number, enough: (events: Event[]) => boolean, byHeader = false): Promise<Event[]> {
  const { port } = stage.app.server.address() as AddressInfo
  const closed = new AbortController()
  const cookie = Object.entries(browser.cookies).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const headers: Record<string, string> = byHeader ? { cookie, 'last-event-id': String(after) } : { cookie }
  const response = await fetch(`http://127.0.0.1:${port}/feed?after=${byHeader ? 0 : after}`, { headers, signal: closed.signal })
  const events: Event[] = []
  let rest = ''
  const limit = setTimeout(() => closed.abort(), 60_000)
  try {
    for await (const chunk of response.body ?? []) {
      const parts = (rest + Buffer.from(chunk as Uint8Array).toString()).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) if (part.includes('event: message')) events.push(JSON.parse(/^data: (.*)$/m.exec(part)?.[1] ?? '') as Event)
      if (enough(events)) break
    }
  } catch (error) {
    if (!closed.signal.aborted) throw error
  }
  clearTimeout(limit)
  closed.abort()
  return events
}

async function openLive(database: Parameters<typeof openWebStage>[0]) {
  const stage = await openWebStage(database)
  const id = await stage.person('Ada')
  const other = await stage.person('Grace')
  const ada = await stage.browser('Ada')
  await stage.app.listen({ host: '127.0.0.1', port: 0 })
  stage.web.feed.start(stage.web.store.sequence)
  return { stage, id, other, ada }
}

eachDatabase('the live feed', (open) => {
  it('loses nothing and repeats nothing, while messages come and change and the connection breaks', async () => {
    const { stage, id, other, ada } = await openLive(await open())
    const { store } = stage.web
    const kept: number[] = []
    const writer = async (name: string) => {
      for (let index = 0; index < 15; index++) {
        const visibleTo = index % 3 === 0 ? other : index % 3 === 1 ? id : null
        const { id: message } = await store.post({ key: `${name}-${index}`, channel: visibleTo ? '' : 'general', visibleTo, authorId: null, view: view({}, text(`${name} ${index}`)) })
        kept.push(message)
        if (index % 4 === 0) await store.change(kept[Math.floor(Math.random() * kept.length)] ?? 0, view({}, text(`${name} ${index} again`)))
        await sleep(Math.random() * 5)
      }
    }
    const writing = Promise.all([writer('one'), writer('two'), writer('three')])
    const events: Event[] = []
    let isOver = false
    void writing.then(() => (isOver = true))
    while (!isOver) {
      const more = await read(stage, ada, events.at(-1)?.sequence ?? 0, (some) => some.length >= 4 || isOver, events.length > 0)
      events.push(...more)
    }
    await writing
    const now = await stage.web.database.client.webMessage.findMany({ where: { OR: [{ visibleTo: null }, { visibleTo: id }] }, orderBy: { sequence: 'asc' } })
    const last = now.at(-1)?.sequence ?? 0
    if ((events.at(-1)?.sequence ?? 0) < last)
      events.push(...(await read(stage, ada, events.at(-1)?.sequence ?? 0, (some) => some.at(-1)?.sequence === last, true)))
    const sequences = events.map(({ sequence }) => sequence)
    expect(sequences).toEqual([...new Set(sequences)].sort((one, two) => one - two))
    const newest = new Map(events.map((event) => [event.id, event.revision]))
    expect(newest).toEqual(new Map(now.map((message) => [message.id, message.revision])))
  })

  it('tells of what another process wrote', async () => {
    const database = await open()
    const { stage, ada } = await openLive(database)
    const log = stage.web.log
    const elsewhere = createStore({ database, spaceId: stage.web.spaceId, clock: stage.web.clock, vault: createVault('another', 'web messages'), onRaised: createFeed(log).raised })
    const message = (words: string) => ({ key: words, channel: 'general', visibleTo: null, authorId: null, view: view({}, text(words)) })
    await stage.web.store.post(message('From here'))
    const events = await read(stage, ada, 0, (some) => {
      // once the feed has told all it knew and waits
      if (some.length === 1) void elsewhere.post(message('From elsewhere'))
      return some.length === 2
    })
    expect(events.map(({ html }) => html)).toEqual([expect.stringContaining('From here'), expect.stringContaining('From elsewhere')])
  })

  it('ends, and the page is told, when somebody else sits down at the browser', async () => {
    const { stage, ada } = await openLive(await open())
    const { port } = stage.app.server.address() as AddressInfo
    const cookie = Object.entries(ada.cookies).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
    const response = await fetch(`http://127.0.0.1:${port}/feed?after=0`, { headers: { cookie } })
    const all = response.text()
    await ada.post('/be', { account: 'demo-grace' })
    expect((await all).split('event: session')).toHaveLength(3)
  })
})

eachDatabase('a delivered message', (open) => {
  it('with the same key is the same message, and can be changed', async () => {
    const stage = await openWebStage(await open())
    const { store } = stage.web
    const draft = (words: string) => ({ key: 'k', channel: 'general', visibleTo: null, authorId: null, view: view({}, text(words)) })
    const [one, same] = await Promise.all([store.post(draft('a')), store.post(draft('a'))])
    expect(same).toMatchObject({ id: one.id, sequence: one.sequence, revision: 1 })
    const changed = await store.post(draft('b'))
    expect(changed).toMatchObject({ id: one.id, revision: 2, sequence: one.sequence + 1 })
    expect(await store.change(one.id, view({}, text('b')))).toMatchObject({ revision: 2 })
    expect(await store.change(99_999, view({}, text('b')))).toBeUndefined()
  })
})
