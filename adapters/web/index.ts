import { hkdfSync } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { nanoid } from 'nanoid'
import type { Adapter, Door } from '../../bot/adapter.ts'
import { m as bot } from '../../bot/messages.ts'
import { createVault } from '../../bot/vault.ts'
import { createWords } from '../../bot/words.ts'
import { readAssets } from './assets.ts'
import { assistant, channelsOf } from './channels.ts'
import { build } from './client/build.ts'
import { deliver } from './deliver.ts'
import { inviteFirstOrganiser } from './enter.tsx'
import { createFeed } from './feed.ts'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import { webSpace } from './register.ts'
import { closeServer, createServer } from './server.ts'
import { createStore } from './store.ts'
import type { Web, WebParts } from './web.ts'

export { m as webMessages } from './messages.ts'
export type { WebParts } from './web.ts'

const usualRates = { perAddress: 600, perSession: 90, followed: 100 }

/** The chat in the browser: a platform of its own, with its own history. It listens on `config.host` and `config.port` once started. */
export function createWebAdapter(parts: WebParts): Adapter {
  let running: { web: Web; app: FastifyInstance } | undefined
  return {
    platform: 'web',
    limits,
    // As its messages only go to the database, they can be brought there before pages are served.
    connected: true,
    async start(door) {
      const web = await openWeb(parts, door)
      running = { web, app: await createServer(web) }
      const { host, port } = parts.config
      await running.app.listen({ host, port })
      web.feed.start(web.store.sequence)
      await greetFirstOrganiser(web)
    },
    async deliver(message) {
      if (!running) throw new Error('the web chat has not started')
      return deliver(running.web.store, message)
    },
    /** Pages are no longer served; messages can still be delivered, as they only go to the database. */
    async stop() {
      running?.web.feed.stop()
      if (running) await closeServer(running.app)
    },
  }
}

/** Everything but the server. */
export async function openWeb(parts: WebParts, door: Door): Promise<Web> {
  const { database, clock, config, engine } = parts
  await build()
  const words = createWords([bot, m])
  const channels = channelsOf(engine.channels, words, engine.words)
  const publicChannels = channels.map(({ id }) => id).filter((id) => id !== assistant)
  const spaceId = await webSpace(database, parts.communityId, publicChannels)
  const feed = createFeed(parts.log)
  return {
    ...parts,
    door,
    words,
    spaceId,
    channels,
    feed,
    store: createStore({ database, spaceId, clock, vault: createVault(config.secretKey, 'web messages'), onRaised: feed.raised }),
    assets: await readAssets(),
    rates: parts.rates ?? usualRates,
    boot: nanoid(8),
    cookieKey: Buffer.from(hkdfSync('sha256', config.secretKey, '', 'entraide web cookies', 32)).toString('base64url'),
    secure: config.publicUrl?.startsWith('https:') ?? false,
  }
}

async function greetFirstOrganiser(web: Web): Promise<void> {
  const { config, log } = web
  if (config.demo) return
  const link = await inviteFirstOrganiser(web, config.publicUrl ?? `http://${config.host}:${config.port}`)
  if (link) log.info(`Nobody organises this community yet. Open this link to be its first organiser (it works once, for 7 days): ${link}`)
}
