import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { channelPage } from './channel-page.tsx'
import { enter, showEnter } from './enter.tsx'
import { NotAllowed, NotFound, TooMany } from './errors.tsx'
import { isFileId } from '../../bot/files.ts'
import { showDocument } from './document.ts'
import { fileHeaders } from './files.ts'
import { lead } from './lead.ts'
import { live } from './live.ts'
import { begin, openingOf } from './opening.tsx'
import { be, leave, speak } from './people.ts'
import { showPoster } from './poster.tsx'
import { comeBack, showReturn } from './return.tsx'
import { act, postOf, say, type Post } from './receive.ts'
import { visitOf } from './session.ts'
import { suggestLines } from './suggest.ts'
import type { Web } from './web.ts'

/** Every address of the web chat. */
export function routes(app: FastifyInstance, web: Web): void {
  const post = (path: string, handle: (post: Post) => Promise<unknown>) =>
    app.post(path, { preHandler: app.csrfProtection }, async (request, reply) => handle(await postOf(web, request, reply)))

  app.get('/', (_request, reply) => reply.redirect('/c/assistant'))
  app.get('/c/:channel', (request, reply) => showChannel(web, request, reply))
  app.get('/feed', (request, reply) => live(web, request, reply))
  app.get('/suggest', (request, reply) => suggest(web, request, reply))
  app.get('/suggest/field', (request, reply) => suggestField(web, request, reply))
  app.get('/files/:id', (request, reply) => showFile(web, request, reply))
  app.get('/enter/:token', (request, reply) => showEnter(web, request, reply))
  app.post('/enter/:token', { preHandler: app.csrfProtection }, (request, reply) => enter(web, request, reply))
  app.get('/return/:token', (request, reply) => showReturn(web, request, reply))
  app.post('/return/:token', { preHandler: app.csrfProtection }, (request, reply) => comeBack(web, request, reply))
  const ofFollowed = app.createRateLimit({ max: web.rates.followed, timeWindow: 600_000, keyGenerator: ({ ip }) => `followed ${ip}` })
  app.get('/:place/:secret', async (request, reply) => {
    const { place = '' } = request.params as { place?: string }
    if (web.door.hasPosters(place)) return showPoster(web, request, reply)
    if (!web.door.hasLeads(place)) return (openingOf(web, request) ?? showDocument)(web, request, reply)
    const asked = await ofFollowed(request)
    if (!asked.isAllowed && asked.isExceeded) throw new TooMany(asked.ttlInSeconds)
    return lead(web, request, reply)
  })
  app.post('/:place/:secret', { preHandler: app.csrfProtection }, (request, reply) => begin(web, request, reply))
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', (_request, reply) => ready(web, reply))
  post('/say', say)
  post('/act', act)
  post('/be', be)
  post('/locale', speak)
  post('/leave', leave)
}

/** One value of the query, at most so long. */
function queryOf({ query }: FastifyRequest, name: string, longest = 500): string {
  const value = (query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value.slice(0, longest) : ''
}

async function showChannel(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { channel = '' } = request.params as { channel?: string }
  if (!web.channels.some(({ id }) => id === channel)) throw new NotFound('there is no such channel')
  const before = Number(/^\d{1,9}$/.exec(queryOf(request, 'before'))?.[0] ?? 0) || undefined
  const visit = await visitOf(web, request, reply)
  void reply.header('cache-control', 'no-store').type('text/html; charset=utf-8')
  return channelPage({ web, visit, channel, before })
}

async function suggest(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { from, who } = await visitOf(web, request, reply)
  return suggestLines({ ...web, from, reader: who }, queryOf(request, 'text'))
}

async function suggestField(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { from, who } = await visitOf(web, request, reply)
  const call = { action: queryOf(request, 'action'), input: {} }
  const found = await web.door.suggest(from, call, queryOf(request, 'field'), queryOf(request, 'text'))
  return found.map(({ value, label }) => ({ value, label: web.engine.words.plain(label, who) }))
}

async function showFile(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { id = '' } = request.params as { id?: string }
  const { who } = await visitOf(web, request, reply)
  if (who.id === 0) throw new NotAllowed('files are for people of the community')
  // PostgreSQL refuses to even look for some texts.
  const file = isFileId(id) && (await web.database.client.storedFile.findUnique({ where: { id } }))
  if (!file) throw new NotFound('there is no such file')
  return reply.headers(fileHeaders(file)).send(Buffer.from(file.bytes))
}

/** Whether requests can be served: the database answers. */
async function ready(web: Web, reply: FastifyReply): Promise<unknown> {
  try {
    await web.store.sequence()
    return { status: 'ready' }
  } catch {
    return reply.code(503).send({ status: 'the database does not answer' })
  }
}
