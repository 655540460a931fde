import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { inBrowser } from './open.ts'

const most = 50_000

inBrowser('a page', (open) => {
  it('brings little, and is shown before any script', async () => {
    const grace = await open().visitor({ be: 'Grace Okafor' })
    const network = await grace.page.context().newCDPSession(grace.page)
    await network.send('Network.enable')
    await network.send('Network.setCacheDisabled', { cacheDisabled: true })
    const kinds = new Map<string, string>()
    const weights: Record<string, number> = {}
    network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId) ?? ''
      weights[kind] = (weights[kind] ?? 0) + encodedDataLength
    })
    await grace.opens('/c/jobs')
    await expect.poll(() => weights['Script']).toBeGreaterThan(0)
    const script = gzipSync(readFileSync(new URL('../../adapters/web/public/build/main.js', import.meta.url))).length
    console.log(`page weights, compressed, in bytes: ${JSON.stringify(weights)}; the script by itself, gzipped: ${script}`)
    expect(weights['Script']).toBeLessThan(most)
  })
})
