import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { text } from 'node:stream/consumers'

export interface Received {
  key: string
  lane: string
  words: string
}

/** A platform on loopback that remembers the keys of what it was given: the same key again is the same message. */
export interface Platform {
  url: string
  /** the messages that stand there, in the order in which they came */
  standing: Received[]
  /** everything that came, repetitions too */
  received: Received[]
  close(): Promise<void>
}

/** `random` decides when it is slow, and when it takes a message but answers that it failed. */
export async function openPlatform(random: () => number, onReceived: () => void): Promise<Platform> {
  const known = new Map<string, Received>()
  const received: Received[] = []
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const message = JSON.parse(body) as Received
      received.push(message)
      if (!known.has(message.key)) known.set(message.key, message)
      onReceived()
      if (random() < 0.03) await sleep(random() * 80)
      response.writeHead(random() < 0.005 ? 503 : 200).end(`id of ${message.key}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get standing() {
      return [...known.values()]
    },
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
