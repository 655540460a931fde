import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { closeServer } from './server.ts'
import { openWebStage } from './testing.ts'

eachDatabase('a server that stops', (open) => {
  it('answers what it has begun, and ends the live feeds', async () => {
    const { app, web } = await openWebStage(await open())
    let begin = (): void => undefined
    let finish = (): void => undefined
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const finished = new Promise<void>((resolve) => (finish = resolve))
    app.get('/slow', async () => {
      begin()
      await finished
      return 'done'
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    const feed = await fetch(`${url}/feed`)
    const slow = fetch(`${url}/slow`)
    await begun
    web.feed.stop()
    const closed = closeServer(app)
    // an answer that was cut off could not be read to its end
    expect(await feed.text()).toContain('event: session')
    await expect.poll(() => fetch(url).then(() => 'answered', () => 'refused')).toBe('refused')
    finish()
    expect(await (await slow).text()).toBe('done')
    await closed
  })
})
