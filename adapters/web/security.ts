import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { valueOf, type Posted } from './body.ts'
import { TooMany } from './errors.tsx'
import { cookieOptions, csrfSubject, sessionOf } from './session.ts'
import type { Web } from './web.ts'

/** Signed cookies, tokens in forms, headers, and rates. */
export async function secure(app: FastifyInstance, web: Web): Promise<void> {
  await app.register(cookie, { secret: web.cookieKey })
  await app.register(csrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: web.secure ? '__Host-entraide-form' : 'entraide-form',
    cookieOpts: cookieOptions(web),
    csrfOpts: { hmacKey: web.cookieKey, userInfo: true },
    getToken: (request) => valueOf(request.body as Posted, 'csrf'),
    getUserInfo: (request) => {
      const session = sessionOf(web, request)
      return session ? csrfSubject(session) : ''
    },
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: web.secure,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  await limitRates(app, web)
}

const pagesOnly = (request: FastifyRequest) => !/^\/(static|healthz|readyz)/.test(request.url)

async function limitRates(app: FastifyInstance, web: Web): Promise<void> {
  await app.register(rateLimit, { global: false })
  const timeWindow = 60_000
  const ofAddress = app.createRateLimit({ max: web.rates.perAddress, timeWindow, keyGenerator: ({ ip }) => `address ${ip}` })
  const ofSession = app.createRateLimit({
    max: web.rates.perSession,
    timeWindow,
    keyGenerator: (request) => `session ${sessionOf(web, request)?.id ?? request.ip}`,
  })
  app.addHook('onRequest', async (request) => {
    if (!pagesOnly(request)) return
    for (const limit of request.method === 'POST' ? [ofAddress, ofSession] : [ofAddress]) {
      const asked = await limit(request)
      if (!asked.isAllowed && asked.isExceeded) throw new TooMany(asked.ttlInSeconds)
    }
  })
}
