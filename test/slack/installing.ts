import type { Actor } from './gestures.ts'
import type { Grants } from './oauth.ts'
import type { OrganisationRecord, WorkspaceRecord } from './world.ts'

/** steps from the app's page to the page that says it is done */
const mostSteps = 6

/** Goes from the app's page through Slack's, where she allows it, back to the app: as a browser does, with its cookies. */
export async function installAt(installUrl: string, { inner, target, user, grants }: Pick<Actor, 'inner' | 'user'> & { target: WorkspaceRecord | OrganisationRecord; grants: Grants }): Promise<{ status: number; text: string }> {
  const cookies = new Map<string, string>()
  let next = installUrl
  for (let step = 0; step < mostSteps; step++) {
    if (next.startsWith(`${inner.url}/oauth/v2/authorize`)) {
      next = grants.allow(inner, target, user.id, new URL(next).searchParams)
      continue
    }
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const response = await fetch(next, { redirect: 'manual', headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    const text = await response.text()
    const onward = response.headers.get('location') ?? new RegExp(`href="(${inner.url}/oauth/v2/authorize[^"]*)"`).exec(text)?.[1]?.replaceAll('&amp;', '&')
    if (!onward) return { status: response.status, text }
    next = new URL(onward, next).href
  }
  throw new Error(`the installation does not come to an end, but to ${next}`)
}
