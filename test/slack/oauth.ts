import { Refused } from './api.ts'
import type { Inner } from './server.ts'
import { newSecret, type Installation, type OrganisationRecord, type WorkspaceRecord } from './world.ts'

/** seconds a code is good for */
const codeLife = 600

interface Grant {
  /** where it is installed: one workspace, or a company as a whole */
  target: WorkspaceRecord | OrganisationRecord
  userId: string
  scopes: string[]
  redirectUri: string | null
  at: number
  used: boolean
}

interface Access {
  client_id?: string
  client_secret?: string
  code?: string
  redirect_uri?: string
}

/** Installs the app: the token it had there, with these scopes more, or a new one after it was gone. */
export function install(target: WorkspaceRecord | OrganisationRecord, scopes: string[]): Installation {
  const known = target.installations.find(({ status }) => status === 'live')
  if (known) {
    known.scopes = [...new Set([...known.scopes, ...scopes])]
    return known
  }
  const installation: Installation = { token: `xoxb-${target.id}-${newSecret()}`, scopes: [...scopes], status: 'live' }
  target.installations.push(installation)
  return installation
}

/** The page where somebody allows the app into a workspace, and the codes it gives. */
export function createGrants() {
  const grants = new Map<string, Grant>()
  return {
    /** Somebody allows it. @returns where her browser goes then @throws Refused what the page tells her */
    allow(inner: Inner, target: WorkspaceRecord | OrganisationRecord, userId: string, asked: URLSearchParams): string {
      const { manifest, clientId } = inner.app
      if (isWhole(target) && !manifest.settings?.org_deploy_enabled) throw new Refused('org_deploy_not_enabled')
      if (asked.get('client_id') !== clientId) throw new Refused('invalid_client_id')
      const scopes = (asked.get('scope') ?? '').split(',').filter(Boolean)
      const allowed = manifest.oauth_config?.scopes?.bot ?? []
      if (!scopes.length || scopes.some((scope) => !allowed.includes(scope))) throw new Refused('invalid_scope')
      const urls = manifest.oauth_config?.redirect_urls ?? []
      const redirectUri = asked.get('redirect_uri')
      const address = redirectUri ?? urls[0]
      if (!address || (urls.length && !urls.some((url) => address.startsWith(url)))) throw new Refused('bad_redirect_uri')
      const code = `${target.id}.${newSecret()}`
      grants.set(code, { target, userId, scopes, redirectUri, at: performance.now(), used: false })
      const back = new URL(address)
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked.get('state') ?? '')
      return back.href
    },
    access(inner: Inner, { client_id: id, client_secret: secret, code = '', redirect_uri: redirectUri }: Access): Record<string, unknown> {
      if (id !== inner.app.clientId) throw new Refused('invalid_client_id')
      if (secret !== inner.app.clientSecret) throw new Refused('bad_client_secret')
      const grant = grants.get(code)
      if (!grant || performance.now() - grant.at > codeLife * 1000) throw new Refused('invalid_code')
      if (grant.used) throw new Refused('code_already_used')
      if ((redirectUri ?? null) !== grant.redirectUri) throw new Refused('bad_redirect_uri')
      grant.used = true
      const { target } = grant
      const { token, scopes } = install(target, grant.scopes)
      return {
        access_token: token,
        token_type: 'bot',
        scope: scopes.join(','),
        bot_user_id: target.botUserId,
        app_id: inner.app.id,
        ...whoseOf(target),
        authed_user: { id: grant.userId },
      }
    },
  }
}

const isWhole = (target: WorkspaceRecord | OrganisationRecord): target is OrganisationRecord => 'granted' in target

function whoseOf(target: WorkspaceRecord | OrganisationRecord) {
  if (isWhole(target)) return { team: null, enterprise: { id: target.id, name: target.name }, is_enterprise_install: true }
  const { id, name, organisation } = target
  return { team: { id, name }, enterprise: organisation && { id: organisation.id, name: organisation.name }, is_enterprise_install: false }
}

export type Grants = ReturnType<typeof createGrants>
