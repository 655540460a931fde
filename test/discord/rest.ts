import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import type { Buckets, Wait } from './buckets.ts'
import type { Fault, Faults } from './faults.ts'
import { errorOf, Refused, type DiscordError } from './refusals.ts'
import { readMultipart, type Sent } from './sent.ts'
import type { World } from './world.ts'

/** A request as it came, and what was answered. */
export interface LoggedRequest {
  method: string
  /** without `/api/v10`, with the query */
  path: string
  /** `POST /channels/:channel/messages` */
  route: string
  body: unknown
  files: string[]
  at: number
  /** 0 until it is answered, or when the connection was broken instead */
  status: number
  error?: DiscordError
}

declare module 'fastify' {
  interface FastifyRequest {
    logged: LoggedRequest
    major: string
    fault: Fault | undefined
    stopped: AbortSignal
  }
}

export interface RestAbout {
  world: World
  buckets: Buckets
  faults: Faults
  /** answers of 401, 403 and 429 in ten minutes after which nothing is served any more */
  invalidRequests: number
}

const prefix = '/api/v10'
/** What interactions use: no token of the bot's, no share of the global limit. */
const isOpen = (route: string) => /\/(interactions|webhooks|attachments)\//.test(route)

/** The REST side: authentication, rate limits, faults, the log and Discord's error bodies. Routes are added to it. */
export class Rest {
  readonly app: FastifyInstance
  readonly log: LoggedRequest[] = []
  private readonly stopping = new AbortController()
  private refusedAt: number[] = []

  constructor(private readonly about: RestAbout) {
    const app: FastifyInstance = fastify({ bodyLimit: 26 * 2 ** 20, forceCloseConnections: true, routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true } })
    this.app = app
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => done(null, readJson(String(text))))
    app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request: FastifyRequest, bytes: Buffer) => readMultipart(bytes, request.headers['content-type'] ?? ''))
    app.addHook('preHandler', (request, reply) => this.before(request, reply))
    app.addHook('onSend', (request, reply, payload) => this.after(request, reply, payload))
    app.setErrorHandler((error, request, reply) => this.refused(error as Error, request, reply))
    app.setNotFoundHandler(() => {
      throw new Refused(errorOf('notFound'))
    })
  }

  /** Answers of 401, 403 and 429 (but not of shared limits) in the last ten minutes. */
  get invalidRequests(): number {
    const since = Date.now() - 600_000
    this.refusedAt = this.refusedAt.filter((at) => at > since)
    return this.refusedAt.length
  }

  async close(): Promise<void> {
    this.stopping.abort()
    await this.app.close()
  }

  private async before(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { world, buckets, faults } = this.about
    const path = request.url.startsWith(prefix) ? request.url.slice(prefix.length) : request.url
    const route = `${request.method} ${(request.routeOptions.url ?? '*').replace(prefix, '')}`
    const sent = request.body as Sent | undefined
    request.logged = { method: request.method, path, route, body: sent?.json, files: sent?.files.map(({ name }) => name) ?? [], at: Date.now(), status: 0 }
    request.major = majorOf(request.params as Record<string, string>)
    this.log.push(request.logged)
    if (this.invalidRequests > this.about.invalidRequests) {
      reply.code(429).type('text/html').send('<html><body>You are being blocked from accessing our API temporarily.</body></html>')
      return
    }
    if (!isOpen(route) && request.headers.authorization !== `Bot ${world.token}`) throw new Refused(errorOf('unauthorized'))
    const exempt = /^(POST \/interactions|GET \/attachments)\//.test(route)
    const tooMuch = (isOpen(route) ? undefined : buckets.takeGlobal()) ?? (exempt ? undefined : buckets.take(route, request.major))
    if (tooMuch) throw tooMany(tooMuch)
    await this.orderedBefore(request, faults.next(request.logged))
  }

  private async orderedBefore(request: FastifyRequest, fault: Fault | undefined): Promise<void> {
    request.fault = fault
    if (fault?.delay) await wait(fault.delay, undefined, { signal: this.stopping.signal })
    if (!fault || fault.after) return
    if (fault.reset) {
      this.breakConnection(request)
      throw new Refused(errorOf('internal'))
    }
    if (fault.status) throw this.faultError(request, fault)
  }

  private faultError(request: FastifyRequest, fault: Fault): Refused {
    const { status = 500, code, message, retryAfter = 0.1, scope = 'user' } = fault
    if (status !== 429) return new Refused({ status, code: code ?? 0, message: message ?? `${status}: Internal Server Error` })
    if (scope !== 'global') this.about.buckets.block(request.logged.route, request.major, retryAfter)
    return tooMany({ retryAfter, scope })
  }

  private breakConnection(request: FastifyRequest): void {
    this.about.buckets.answerLost(request.logged.route, request.major)
    request.raw.socket.resetAndDestroy()
  }

  private async after(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
    const { logged, fault } = request
    if (!logged) return payload
    const hidden = fault?.after && reply.statusCode < 400
    if (hidden && fault.reset) this.breakConnection(request)
    if (hidden && fault.status) reply.code(fault.status)
    logged.status = fault?.reset && (hidden || !fault.after) ? 0 : reply.statusCode
    if ([401, 403, 429].includes(logged.status) && logged.error?.message !== sharedLimit) this.refusedAt.push(Date.now())
    if (!isOpen(logged.route) || logged.route.includes('/webhooks/')) reply.headers(this.about.buckets.headers(logged.route, request.major))
    this.about.world.changed()
    if (!hidden || !fault.status) return payload
    reply.type('application/json')
    return JSON.stringify({ message: `${fault.status}: Internal Server Error`, code: 0 })
  }

  private refused(thrown: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const error = thrown instanceof Refused ? thrown.error : ofFastify(thrown)
    if (request.logged) request.logged.error = error
    if (thrown instanceof TooMany) {
      const { retryAfter, scope } = thrown.wait
      reply.headers({ 'retry-after': String(Math.ceil(retryAfter)), 'x-ratelimit-scope': scope, via: '1.1 google' })
      if (scope === 'global') reply.header('x-ratelimit-global', 'true')
      return reply.code(429).send({ message: error.message, retry_after: retryAfter, global: scope === 'global' })
    }
    const { status, ...body } = error
    return reply.code(status).send(body)
  }
}

const sharedLimit = 'The resource is being rate limited.'

class TooMany extends Refused {
  constructor(readonly wait: Wait) {
    super({ status: 429, code: 0, message: wait.scope === 'shared' ? sharedLimit : 'You are being rate limited.' })
  }
}

const tooMany = (wait: Wait): Refused => new TooMany(wait)

/** What a bucket belongs to: a channel, a guild, or a webhook with its token. */
const majorOf = ({ channel, guild, application, token }: Record<string, string | undefined>): string =>
  channel ?? guild ?? (token ? `${application ?? ''}/${token}` : '')

function readJson(text: string): Sent {
  try {
    return { json: text === '' ? {} : JSON.parse(text), files: [] }
  } catch {
    throw new Refused(errorOf('invalidJson'))
  }
}

/** A mistake of ours is loud: it is not to be taken for a fault that was ordered. */
function ofFastify(thrown: Error & { statusCode?: number }): DiscordError {
  if (thrown.statusCode === 413) return errorOf('tooLarge')
  if (thrown.statusCode === 400) return errorOf('general')
  return { ...errorOf('internal'), message: `the Discord of the tests failed: ${thrown.stack ?? thrown.message}` }
}
