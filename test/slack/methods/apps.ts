import { z } from 'zod'
import { appMethod, json, Refused, type Method } from '../api.ts'
import type { Inner } from '../server.ts'
import { manifestProblems } from '../validate.ts'
import type { Grants } from '../oauth.ts'

/** Methods of the app itself: its sockets, its installations, its manifest. */
export function appMethods(ticket: () => string | undefined, grants: Grants): Record<string, Method> {
  const open = appMethod('app', { tier: 3, args: z.object({}) }, () => {
    const url = ticket()
    if (!url) throw new Refused('too_many_websockets')
    return { url }
  })
  const access = z.object({ client_id: z.string().optional(), client_secret: z.string().optional(), code: z.string().optional(), redirect_uri: z.string().optional(), grant_type: z.string().optional() })
  const oauth = appMethod('none', { tier: 4, args: access }, (inner: Inner, args) => grants.access(inner, args))
  const validate = appMethod('none', { tier: 3, args: z.object({ manifest: json(z.unknown()), app_id: z.string().optional() }) }, (_inner, { manifest }) => {
    const problems = manifestProblems(manifest)
    if (problems.length) throw new Refused('invalid_manifest', { errors: problems.map(({ pointer, message }) => ({ pointer, message })) })
    return {}
  })
  return { 'apps.connections.open': open, 'oauth.v2.access': oauth, 'apps.manifest.validate': validate }
}
