import { z } from 'zod'
import type { Inner } from './server.ts'
import type { Tier } from './rates.ts'
import type { Problem } from './validate.ts'
import type { Installation, OrganisationRecord, WorkspaceRecord } from './world.ts'

/** An answer that says no, with Slack's error. */
export class Refused extends Error {
  constructor(
    readonly error: string,
    readonly body: Record<string, unknown> = {},
  ) {
    super(error)
  }
}

/** What a call is about: whose it is, and with which rights. */
export interface Caller {
  inner: Inner
  workspace: WorkspaceRecord
  installation: Installation
  /** set where the token is that of a whole company */
  organisation?: OrganisationRecord
}

type Answer = Record<string, unknown>

export interface Method {
  token: 'bot' | 'app' | 'none'
  /** all of them are needed */
  scopes: string[]
  /** it is about the token alone: that of a company needs to name no workspace */
  ofToken?: boolean
  tier?: Tier
  /** the channel whose messages are counted */
  posts?: (raw: Answer) => string | undefined
  run(inner: Inner, raw: Answer, caller: Caller | undefined): Promise<Answer>
}

interface About<S extends z.ZodType> {
  scopes?: string[]
  ofToken?: boolean
  tier?: Tier
  args: S
}

const parsed = <S extends z.ZodType>(args: S, raw: Answer): z.infer<S> => {
  const { data, error } = args.safeParse(raw, { reportInput: true })
  if (!error) return data
  const messages = error.issues.map(({ path, message, code, input }) =>
    code === 'invalid_type' && input === undefined ? `[ERROR] missing required field: ${path.join('/')}` : `[ERROR] ${message} [json-pointer:/${path.join('/')}]`,
  )
  throw new Refused('invalid_arguments', { response_metadata: { messages } })
}

/** A method that a bot's token calls. */
export const method = <S extends z.ZodType>(about: About<S>, run: (caller: Caller, args: z.infer<S>) => Answer | Promise<Answer>): Method => ({
  token: 'bot',
  scopes: about.scopes ?? [],
  ofToken: about.ofToken,
  tier: about.tier,
  async run(_inner, raw, caller) {
    if (!caller) throw new Refused('not_authed')
    return run(caller, parsed(about.args, raw))
  },
})

/** A method that needs the app's own token, or none. */
export const appMethod = <S extends z.ZodType>(token: 'app' | 'none', about: About<S>, run: (inner: Inner, args: z.infer<S>) => Answer | Promise<Answer>): Method => ({
  token,
  scopes: about.scopes ?? [],
  tier: about.tier,
  async run(inner, raw) {
    return run(inner, parsed(about.args, raw))
  },
})

/** An argument that is JSON: as such, or as text in a form. */
export const json = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given, context) => {
    if (typeof given !== 'string') return given
    try {
      return JSON.parse(given) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' })
      return z.NEVER
    }
  }, schema)

export const flag = z.preprocess((given) => (typeof given === 'string' ? given === 'true' || given === '1' : given), z.boolean().optional())
export const count = z.coerce.number().int().min(0)
/** a list in a form: parts with commas between */
export const commas = z.preprocess((given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given), z.array(z.string()))

/** @throws Refused missing_scope */
export function needs({ installation }: Caller, ...scopes: string[]): void {
  const missing = scopes.filter((scope) => !installation.scopes.includes(scope))
  if (missing.length) throw new Refused('missing_scope', { needed: missing.join(','), provided: installation.scopes.join(',') })
}

const written = ({ message, pointer }: Problem, level: 'ERROR' | 'WARN') => `[${level}] ${message} [json-pointer:${pointer}]`

/** Refuses what has problems; gives the warnings. @throws Refused with the first error and every message */
export function refuse(inner: Inner, method: string, problems: Problem[]): string[] {
  const warnings = problems.filter(({ error }) => !error).map((problem) => written(problem, 'WARN'))
  const errors = problems.filter(({ error }) => error)
  if (problems.length) inner.log.objections.push({ method, error: errors[0]?.error ?? 'warning', messages: [...errors.map((each) => written(each, 'ERROR')), ...warnings] })
  const [first] = errors
  if (!first?.error) return warnings
  const messages = errors.map((each) => written(each, 'ERROR'))
  throw new Refused(first.error, { errors: errors.map((each) => `${each.message} [json-pointer:${each.pointer}]`), response_metadata: { messages } })
}

function live(installation: Installation): Installation {
  if (installation.status === 'uninstalled') throw new Refused('account_inactive')
  if (installation.status === 'revoked') throw new Refused('token_revoked')
  return installation
}

/**
 * Whose token this is; that of a company is used in the workspace that the call names.
 * @throws Refused not_authed, invalid_auth, account_inactive, token_revoked, missing_argument, team_access_not_granted
 */
export function callerOf(inner: Inner, token: string | undefined, { teamId, ofToken = false }: { teamId?: unknown; ofToken?: boolean }): Caller {
  if (!token) throw new Refused('not_authed')
  for (const workspace of inner.workspaces.values()) {
    const { organisation } = workspace
    const own = workspace.installations.find((one) => one.token === token)
    if (own) return { inner, workspace, installation: live(own) }
    const whole = organisation?.installations.find((one) => one.token === token)
    if (!organisation || !whole) continue
    const installation = live(whole)
    if (ofToken) return { inner, workspace, installation, organisation }
    if (typeof teamId !== 'string') throw new Refused('missing_argument', { response_metadata: { messages: ['[ERROR] missing required field: team_id'] } })
    const named = inner.workspaces.get(teamId)
    if (!named || !organisation.granted.has(teamId)) throw new Refused('team_access_not_granted')
    return { inner, workspace: named, installation, organisation }
  }
  if (token === inner.app.appToken) throw new Refused('not_allowed_token_type')
  throw new Refused('invalid_auth')
}
