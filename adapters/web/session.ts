import type { FastifyReply, FastifyRequest } from 'fastify'
import { nanoid } from 'nanoid'
import Negotiator from 'negotiator'
import { knownLocale, recognise, type AccountRef, type Who } from '../../bot/person.ts'
import { locales, type Locale } from '../../bot/text.ts'
import { firstDemoAccount } from './demo.ts'
import { m } from './messages.ts'
import type { Web } from './web.ts'

/** What a browser's signed cookie says. */
export interface Session {
  /** of the browser; new each time its person changes */
  id: string
  /** of the account in the web space */
  externalId: string
  /** chosen by somebody we have not met; a person's choice is kept with her */
  locale?: Locale
}

/** Who asks, and all that is needed to answer her. */
export interface Visit {
  session: Session
  from: AccountRef
  who: Who
  /** proves that a form comes from a page of ours */
  csrf: string
}

const keptForSeconds = 400 * 86_400

export const cookieName = ({ secure }: Pick<Web, 'secure'>): string => (secure ? '__Host-entraide' : 'entraide')

/** What the cookie says; undefined when there is none or when its signature is not ours. */
export function sessionOf(web: Pick<Web, 'secure'>, request: FastifyRequest): Session | undefined {
  const { valid, value } = request.unsignCookie(request.cookies[cookieName(web)] ?? '')
  const [id, externalId, locale] = valid ? value.split('~') : []
  return id && externalId ? { id, externalId, locale: locale === 'en' || locale === 'fr' ? locale : undefined } : undefined
}

/** Writes the cookie of a session. */
export function keepSession(web: Pick<Web, 'secure'>, reply: FastifyReply, { id, externalId, locale = undefined }: Session): void {
  void reply.setCookie(cookieName(web), [id, externalId, locale ?? ''].join('~'), {
    ...cookieOptions(web),
    maxAge: keptForSeconds,
  })
}

export const cookieOptions = ({ secure }: Pick<Web, 'secure'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure, signed: true }) as const

/** Ends one session and begins another: live pages of the old one are told, and its forms no longer work. */
export function changeSession(web: Web, request: FastifyRequest, reply: FastifyReply, externalId: string, locale?: Locale): void {
  const old = sessionOf(web, request)
  keepSession(web, reply, { id: nanoid(), externalId, locale })
  if (old) web.feed.changed(old.id, 'left')
}

const visits = new WeakMap<FastifyRequest, Promise<Visit>>()

/** Who asks; looked up once a request. A browser without a session gets one, as somebody we have not met. */
export function visitOf(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  let visit = visits.get(request)
  if (!visit) visits.set(request, (visit = lookUp(web, request, reply)))
  return visit
}

async function lookUp(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  const known = sessionOf(web, request)
  const community = await web.engine.community()
  const locale = known?.locale ?? knownLocale(new Negotiator(request).languages([...locales]), community.locale)
  const session = known ?? { id: nanoid(), externalId: (web.config.demo && !isLed(request) && (await firstDemoAccount(web, locale))) || nanoid() }
  if (!known) keepSession(web, reply, session)
  const name = web.words.plain(m.guest, { locale, timeZone: community.timeZone })
  const from: AccountRef = { spaceId: web.spaceId, externalId: session.externalId, name, locale, timeZone: timeZoneOf(request) }
  const { who } = await recognise(web.database.client, from, community)
  return { session, from, who, csrf: reply.generateCsrf({ userInfo: csrfSubject(session) }) }
}

/** Who follows a link to something is herself, in the demo too. */
const isLed = ({ routeOptions }: FastifyRequest): boolean => /^\/(?::place|return)\//.test(routeOptions.url ?? '')

/** What a form's token is bound to. */
export const csrfSubject = ({ id, externalId }: Session): string => `${id}~${externalId}`

/** The browser's own zone, which the page's script keeps in a cookie. */
function timeZoneOf(request: FastifyRequest): string | undefined {
  const zone = request.cookies['timezone']
  if (!zone || !/^[A-Za-z][\w+/-]{1,40}$/.test(zone)) return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
