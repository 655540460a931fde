import { callerOf, Refused, type Caller, type Method } from './api.ts'
import { argumentsOf, formOf, jsonAnswer, reset, withFault, type Answers, type HttpAnswer, type HttpAsked } from './http.ts'
import { conversationOf } from './messages.ts'
import { respond } from './response-url.ts'
import type { Inner, Requested } from './server.ts'

/** What was asked, with JSON read, and without the token. */
const readable = (raw: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(raw).flatMap(([key, value]) => (key === 'token' || key === 'client_secret' ? [] : [[key, unpacked(value)]])))

function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[{[]/.test(value)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

const bearer = ({ headers }: HttpAsked): string | undefined => /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]

/** Answers everything under the server's address. */
export function createRoutes(inner: Inner, methods: Record<string, Method>): Answers {
  const logged = async (name: string, caller: Caller | undefined, args: Record<string, unknown>, answer: Promise<HttpAnswer | typeof reset>) => {
    const at = performance.now()
    const answered = await answer
    const body = answered === reset || !String(answered.body).startsWith('{') ? {} : (JSON.parse(String(answered.body)) as { ok?: boolean; error?: string })
    const status = answered === reset ? 0 : answered.status
    const entry: Requested = { method: name, workspace: caller?.workspace.name ?? null, args, at, status, ok: body.ok ?? status === 200, error: body.error }
    inner.log.requests.push(entry)
    return answered
  }
  const api = async (asked: HttpAsked): Promise<HttpAnswer | typeof reset> => {
    const name = asked.url.pathname.slice('/api/'.length)
    const raw = await argumentsOf(asked)
    const token = bearer(asked) ?? (typeof raw.token === 'string' ? raw.token : undefined)
    const found = methods[name]
    if (!found) return jsonAnswer({ ok: false, error: 'unknown_method', req_method: name })
    let caller: Caller | undefined
    try {
      caller = found.token === 'bot' ? callerOf(inner, token, { teamId: raw.team_id, ofToken: found.ofToken }) : undefined
      if (found.token === 'app' && token !== inner.app.appToken) throw new Refused(token?.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth')
    } catch (error) {
      return logged(name, undefined, readable(raw), Promise.resolve(refusal(error)))
    }
    return logged(name, caller, readable(raw), called(inner, name, found, raw, caller))
  }
  return async (asked) => {
    const { pathname } = asked.url
    if (pathname.startsWith('/api/')) return api(asked)
    if (pathname.startsWith('/response/')) {
      const body = await argumentsOf(asked)
      return logged('response_url', undefined, body, withFault(inner.fault('response_url'), () => respond(inner, pathname.split('/').at(-1) ?? '', body)))
    }
    if (pathname.startsWith('/upload/v1/')) return logged('upload', undefined, {}, withFault(inner.fault('upload'), () => upload(inner, asked)))
    if (pathname.startsWith('/files-pri/')) return withFault(inner.fault('download'), () => Promise.resolve(download(inner, asked)))
    if (pathname === '/oauth/v2/authorize') return page('Sign in to Slack to allow this app')
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' }
  }
}

function refusal(error: unknown): HttpAnswer {
  if (error instanceof Refused) return jsonAnswer({ ok: false, error: error.error, ...error.body })
  throw error
}

/** One call: within its limits, with the fault that is ordered, with its scopes. */
async function called(inner: Inner, name: string, found: Method, raw: Record<string, unknown>, caller: Caller | undefined): Promise<HttpAnswer | typeof reset> {
  const named = found.posts?.(raw)
  const channel = named && caller ? (conversationOf(caller.workspace, named)?.id ?? named) : undefined
  const lane = `${caller?.workspace.name ?? 'app'} ${name}${channel ? ` ${channel}` : ''}`
  const limited = (seconds: number) => withFault({ kind: 'ratelimited', retryAfter: seconds }, () => Promise.reject(new Error('not done')))
  const waits = inner.rates.waits(lane)
  if (waits !== undefined) return limited(waits)
  const fault = inner.fault(name)
  if (fault?.kind === 'ratelimited') {
    inner.rates.block(lane, fault.retryAfter ?? 1)
    return limited(fault.retryAfter ?? 1)
  }
  const tooSoon = channel ? inner.rates.posts(lane) : found.tier && inner.rates.counts(lane, found.tier)
  if (tooSoon !== undefined) return limited(tooSoon)
  const scopes: Record<string, string> = caller ? { 'x-oauth-scopes': caller.installation.scopes.join(','), 'x-accepted-oauth-scopes': found.scopes.join(',') } : {}
  return withFault(fault, async () => {
    try {
      const missing = found.scopes.filter((scope) => !caller?.installation.scopes.includes(scope))
      if (missing.length) throw new Refused('missing_scope', { needed: missing.join(','), provided: caller?.installation.scopes.join(',') })
      return jsonAnswer({ ok: true, ...(await found.run(inner, raw, caller)) }, 200, scopes)
    } catch (error) {
      return refusal(error)
    }
  })
}

const page = (words: string): HttpAnswer => ({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: `<!DOCTYPE html><html><body>${words}</body></html>` })

/** Takes the bytes of a file that was announced. */
async function upload(inner: Inner, { url, headers, raw }: HttpAsked): Promise<HttpAnswer> {
  const [team = '', id = ''] = url.pathname.slice('/upload/v1/'.length).split('/')
  const file = inner.workspaces.get(team)?.files.get(id)
  if (!file || file.state === 'complete') return { status: 404, body: 'not found' }
  const type = headers['content-type'] ?? ''
  const part = type.startsWith('multipart/form-data') ? [...(await formOf(raw, type)).values()][0] : undefined
  const bytes = part === undefined ? raw : typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer())
  if (bytes.length !== file.announced) return { status: 400, body: `announced ${file.announced} bytes, not ${bytes.length}` }
  file.bytes = bytes
  file.state = 'uploaded'
  return { status: 200, body: `OK - ${bytes.length}` }
}

/** A private file, for a token that may read files; anybody else gets the page to sign in, as a success. */
function download(inner: Inner, asked: HttpAsked): HttpAnswer {
  const [, team = '', id = ''] = /^\/files-pri\/([^-]+)-([^/]+)\//.exec(asked.url.pathname) ?? []
  const token = bearer(asked)
  const workspace = inner.workspaces.get(team)
  const installations = [...(workspace?.installations ?? []), ...(workspace?.organisation?.installations ?? [])]
  const may = installations.some((one) => one.token === token && one.status === 'live' && one.scopes.includes('files:read'))
  const file = workspace?.files.get(id)
  if (!may) return page('Sign in to Slack')
  if (!file) return { status: 404, headers: { 'content-type': 'text/html' }, body: 'not found' }
  return { status: 200, headers: { 'content-type': file.mimetype }, body: file.bytes }
}
