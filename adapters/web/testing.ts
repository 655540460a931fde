// What tests of the web chat need. Not part of the program.
import type { FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import type { Capability } from '../../bot/action.ts'
import { createEngine } from '../../bot/engine.ts'
import { createLog } from '../../bot/log.ts'
import type { Role } from '../../bot/person.ts'
import type { Locale } from '../../bot/text.ts'
import type { Database } from '../../prisma/database.ts'
import { openWeb } from './index.ts'
import { sampler } from './sampler.ts'
import { closeServer, createServer } from './server.ts'
import type { Rates, Web } from './web.ts'

export interface WebStage {
  web: Web
  app: FastifyInstance
  logged: string[]
  /** Somebody the demo can be. */
  person(name: string, about?: { roles?: Role[]; locale?: Locale }): Promise<number>
  /** A browser with cookies of its own; with a name, it is that person's. */
  browser(name?: string, headers?: Record<string, string>): Promise<Browser>
}

interface WebStageAbout {
  demo?: boolean
  rates?: Partial<Rates>
  publicUrl?: string
  capabilities?: Capability[]
}

const plenty: Rates = { perAddress: 1_000_000, perSession: 1_000_000, followed: 1_000_000 }

/** A web chat on a database, with a capability that uses every kind of field and block. It does not listen. */
export async function openWebStage(database: Database, { demo = true, rates = {}, publicUrl = undefined, capabilities = [sampler] }: WebStageAbout = {}): Promise<WebStage> {
  const clock = { now: () => new Date() }
  const community = await database.client.community.create({ data: { name: 'Cyberelles', locale: 'en', timeZone: 'Europe/Paris' } })
  const logged: string[] = []
  const log = createLog({ level: 'info', pretty: false, write: (line) => void logged.push(line) })
  const about = { database, clock, log, communityId: community.id }
  const engine = createEngine({ ...about, capabilities, publicUrl: 'http://127.0.0.1:3000', onTold: () => undefined })
  const config = { host: '127.0.0.1', port: 0, secretKey: 'a secret key of thirty-two signs!', demo, publicUrl }
  const web = await openWeb({ ...about, engine, config, rates: { ...plenty, ...rates } }, engine)
  const app = await createServer(web)
  onTestFinished(() => {
    web.feed.stop()
    return closeServer(app)
  })
  const person: WebStage['person'] = async (name, { roles = ['member'], locale = 'en' } = {}) => {
    const accounts = { create: { spaceId: web.spaceId, externalId: `demo-${name.toLowerCase()}`, seenAt: clock.now() } }
    const data = { communityId: community.id, name, locale, roles: { create: roles.map((role) => ({ role })) }, accounts }
    return (await database.client.person.create({ data })).id
  }
  const browser: WebStage['browser'] = async (name, headers = {}) => {
    const one = new Browser(app, headers)
    await one.get('/c/assistant')
    if (name) await one.post('/be', { account: name === 'guest' ? name : `demo-${name.toLowerCase()}` })
    await one.get('/c/assistant')
    return one
  }
  return { web, app, logged, person, browser }
}

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>
let keys = 0

/** Keeps its cookies and the token of the last page, as a browser does. */
export class Browser {
  cookies: Record<string, string> = {}
  csrf = ''

  constructor(
    readonly app: FastifyInstance,
    readonly headers: Record<string, string> = {},
  ) {}

  async get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#keep(await this.app.inject({ url, headers: { ...this.headers, ...headers }, cookies: this.cookies }))
  }

  /** Sends a form with its token and a key of its own; `json` as the script does. */
  async post(url: string, fields: Record<string, string | string[] | File>, { json = false } = {}): Promise<Answer> {
    const form = new FormData()
    for (const [name, value] of Object.entries({ csrf: this.csrf, key: `test-key-${++keys}`, channel: 'assistant', ...fields }))
      for (const one of [value].flat()) form.append(name, one)
    const encoded = new Response(form)
    const headers = { ...this.headers, ...(json ? { accept: 'application/json' } : {}), 'content-type': encoded.headers.get('content-type') ?? '' }
    const payload = Buffer.from(await encoded.arrayBuffer())
    return this.#keep(await this.app.inject({ method: 'POST', url, headers, payload, cookies: this.cookies }))
  }

  #keep(answer: Answer): Answer {
    for (const { name, value } of answer.cookies) this.cookies[name] = decodeURIComponent(value)
    this.csrf = /data-csrf="([^"]+)"/.exec(answer.body)?.[1] ?? this.csrf
    return answer
  }
}
