import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** When the program dies of a post: before it comes to it, while it works at it, or once it has answered and before that arrives. */
export type Death = 'before' | 'during' | 'after'

/** What stands between a browser and the program: of the next post the program dies, and the browser gets no answer. */
export interface DyingDoor {
  url: string
  /** of the next post only; without it the program lives */
  death?: Death
  close(): void
}

/** Opens one before the program on this port. `dies` kills it. */
export async function openDyingDoor(port: number, dies: () => Promise<void>): Promise<DyingDoor> {
  const server = createServer((asked, answer) => void passOn(asked, answer).catch(() => asked.socket.destroy()))
  const door: DyingDoor = { url: '', close: () => void server.close() }

  async function passOn(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(asked)
    const death = asked.method === 'POST' ? door.death : undefined
    if (asked.method === 'POST') door.death = undefined
    if (death === 'before') return gone()
    const passed = request({ port, host: '127.0.0.1', method: asked.method, path: asked.url, headers: asked.headers })
    passed.on('error', () => asked.socket.destroy())
    passed.on('response', (response) => {
      if (death === 'after') return void gone()
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    passed.end(body, () => death === 'during' && void gone())

    async function gone(): Promise<void> {
      await dies()
      asked.socket.destroy()
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  door.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return door
}
