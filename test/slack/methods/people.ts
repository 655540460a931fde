import { z } from 'zod'
import { flag, method, Refused, type Caller, type Method } from '../api.ts'
import type { UserRecord } from '../world.ts'

const authTest = method({ ofToken: true, args: z.object({}) }, ({ workspace, organisation }) => ({
  url: `https://${workspace.domain}.slack.com/`,
  team: organisation?.name ?? workspace.name,
  user: workspace.users.get(workspace.botUserId)?.name,
  team_id: organisation?.id ?? workspace.id,
  ...(workspace.organisation ? { enterprise_id: workspace.organisation.id } : {}),
  user_id: workspace.botUserId,
  bot_id: workspace.botId,
  is_enterprise_install: organisation !== undefined,
}))

const authRevoke = method({ ofToken: true, tier: 3, args: z.object({ test: flag }) }, ({ installation }, { test }) => {
  if (!test) installation.status = 'revoked'
  return { revoked: !test }
})

/** minutes east of Greenwich, now, in seconds */
function offsetOf(tz: string, now: Date): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}

/** The workspaces of her company that she is in. */
const teamsOf = (inner: Caller['inner'], { id }: UserRecord): string[] => [...inner.workspaces.values()].flatMap((one) => (one.users.has(id) ? [one.id] : []))

const userShown = ({ inner, workspace, installation }: Caller, user: UserRecord, withLocale: boolean): Record<string, unknown> => ({
  id: user.id,
  team_id: user.homeTeam ?? workspace.id,
  name: user.name.toLowerCase(),
  real_name: user.name,
  deleted: user.deleted,
  is_admin: user.isAdmin,
  is_owner: user.isOwner,
  is_primary_owner: false,
  is_restricted: user.guest,
  is_ultra_restricted: false,
  is_bot: user.isBot,
  is_app_user: false,
  updated: 1_700_000_000,
  tz: user.tz,
  tz_label: user.tz,
  tz_offset: offsetOf(user.tz, inner.now()),
  profile: {
    real_name: user.name,
    display_name: user.name,
    team: workspace.id,
    ...(installation.scopes.includes('users:read.email') ? { email: user.email } : {}),
  },
  ...(withLocale ? { locale: user.locale } : {}),
  ...(workspace.organisation ? { enterprise_user: { id: user.id, enterprise_id: workspace.organisation.id, enterprise_name: workspace.organisation.name, teams: teamsOf(inner, user) } } : {}),
})

const usersInfo = method(
  { scopes: ['users:read'], tier: 4, args: z.object({ user: z.string(), include_locale: flag }) },
  (caller, { user: id, include_locale: withLocale }) => {
    const user = caller.workspace.users.get(id)
    if (!user) throw new Refused('user_not_found')
    return { user: userShown(caller, user, withLocale ?? false) }
  },
)

const teamInfo = method({ scopes: ['team:read'], tier: 3, args: z.object({ team: z.string().optional() }) }, ({ workspace }) => ({
  team: { id: workspace.id, name: workspace.name, domain: workspace.domain, email_domain: '', icon: { image_default: true } },
}))

export const people: Record<string, Method> = {
  'auth.test': authTest,
  'auth.revoke': authRevoke,
  'users.info': usersInfo,
  'team.info': teamInfo,
}
