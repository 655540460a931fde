import { Refused } from './api.ts'
import type { Inner } from './server.ts'
import { newSecret, type Installation, type WorkspaceRecord } from './world.ts'

/** seconds a code is good for */
const codeLife = 600

interface Grant {
  workspace: WorkspaceRecord
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
export function install(workspace: WorkspaceRecord, scopes: string[]): Installation {
  const known = workspace.installations.find(({ status }) => status === 'live')
  if (known) {
    known.scopes = [...new Set([...known.scopes, ...scopes])]
    return known
  }
  const installation: Installation = { token: `xoxb-${workspace.id}-${newSecret()}`, scopes: [...scopes], status: 'live' }
  workspace.installations.push(installation)
  return installation
}

/** The page where somebody allows the app into a workspace, and the codes it gives. */
export function createGrants() {
  const grants = new Map<string, Grant>()
  return {
    /** Somebody allows it. @returns where her browser goes then @throws Refused what the page tells her */
    allow(inner: Inner, workspace: WorkspaceRecord, userId: string, asked: URLSearchParams): string {
      const { manifest, clientId } = inner.app
      if (asked.get('client_id') !== clientId) throw new Refused('invalid_client_id')
      const scopes = (asked.get('scope') ?? '').split(',').filter(Boolean)
      const allowed = manifest.oauth_config?.scopes?.bot ?? []
      if (!scopes.length || scopes.some((scope) => !allowed.includes(scope))) throw new Refused('invalid_scope')
      const urls = manifest.oauth_config?.redirect_urls ?? []
      const redirectUri = asked.get('redirect_uri')
      const target = redirectUri ?? urls[0]
      if (!target || (urls.length && !urls.some((url) => target.startsWith(url)))) throw new Refused('bad_redirect_uri')
      const code = `${workspace.id}.${newSecret()}`
      grants.set(code, { workspace, userId, scopes, redirectUri, at: performance.now(), used: false })
      const back = new URL(target)
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
      const { workspace } = grant
      const { token, scopes } = install(workspace, grant.scopes)
      return {
        access_token: token,
        token_type: 'bot',
        scope: scopes.join(','),
        bot_user_id: workspace.botUserId,
        app_id: inner.app.id,
        team: { id: workspace.id, name: workspace.name },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: grant.userId },
      }
    },
  }
}

export type Grants = ReturnType<typeof createGrants>
