import { createServer as createHttpServer } from 'node:http'
import compress from '@fastify/compress'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import serveStatic from '@fastify/static'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { publicFolder } from './assets.ts'
import { megabyte, readPosted } from './body.ts'
import { answerError } from './errors.tsx'
import { stale } from './receive.ts'
import { routes } from './routes.ts'
import { secure } from './security.ts'
import { postOf } from './receive.ts'
import type { Web } from './web.ts'

const longestName = 100
const patienceMs = 5000

/** Whether each part of a path can be decoded and is no longer than any of ours. */
function isReadable(url: string): boolean {
  const path = url.replace(/\?.*$/s, '')
  try {
    return decodeURIComponent(path) !== '' && path.split('/').every((part) => part.length <= longestName)
  } catch {
    return false
  }
}

/** Takes no new request, answers those that are here, and ends; after five seconds whatever is left is cut off. */
export async function closeServer(app: FastifyInstance): Promise<void> {
  // A connection that has just had its last answer is kept open by its browser: it is closed as soon as it is idle.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50)
  const cut = setTimeout(() => app.server.closeAllConnections(), patienceMs)
  try {
    await app.close()
  } finally {
    clearInterval(sweep)
    clearTimeout(cut)
  }
}

/** The web server, ready to listen or to be asked by tests. */
export async function createServer(web: Web): Promise<FastifyInstance> {
  const app = fastify({
    // Before anything of ours reads them: a signature is made over the raw body.
    serverFactory: (handler) => createHttpServer((request, response) => (mountedAt(web, request.url)?.handle ?? handler)(request, response)),
    bodyLimit: megabyte,
    // A proxy in front of us, on this machine or its private network, says whom it speaks for.
    trustProxy: ['loopback', 'uniquelocal'],
    // what is being answered is answered first: see closeServer
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: longestName },
    // The router answers what it cannot read in words of its own; here it is an address where there is nothing.
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : '/nothing'),
    // What is not even a request is answered by Node, without words of ours.
    logger: false,
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answer(web, error, request, reply))
  app.setNotFoundHandler((request, reply) => answerError(web, { statusCode: 404 }, request, reply))
  await secure(app, web)
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  await app.register(formbody, { bodyLimit: megabyte })
  await app.register(multipart, { throwFileSizeLimit: false })
  await app.register(serveStatic, { root: publicFolder, prefix: '/static/', index: false, immutable: true, maxAge: '365d' })
  app.addHook('preValidation', async (request) => {
    if (request.method === 'POST') request.body = await readPosted(request)
  })
  routes(app, web)
  return app
}

const mountedAt = ({ mounted = [] }: Web, url = '/') => mounted.find(({ prefix }) => url.startsWith(prefix))

/** A form whose token is not right comes back fresh; everything else is told. */
async function answer(web: Web, error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  try {
    if (error.code?.startsWith('FST_CSRF_')) return await stale(await postOf(web, request, reply))
  } catch {
    return answerError(web, { statusCode: 400 }, request, reply)
  }
  return answerError(web, error, request, reply)
}
