import type { webApi } from '@slack/bolt'
import { locales } from '../../bot/text.ts'
import type { AccountRef, Role } from '../../bot/person.ts'
import { codeOf } from './errors.ts'
import type { Workspace } from './workspaces.ts'

export interface People {
  /**
   * A member of a workspace as Slack knows her at this moment; undefined for what is no person, such as an app.
   * @throws when Slack does not say and has not said before
   */
  account(workspace: Workspace, userId: string): Promise<AccountRef | undefined>
  /** Whether somebody runs a workspace now. @throws when Slack does not say */
  organises(workspace: Workspace, userId: string): Promise<boolean>
}

type User = NonNullable<webApi.UsersInfoResponse['user']>

interface Known {
  user: User
  at: number
}

/** How long an answer of Slack is believed; that somebody runs the workspace, no longer than a minute. */
const believedForMs = 300_000
const organisesForMs = 60_000
/** who was here last is remembered, up to this many */
const mostKnown = 10_000

/** Asks Slack who somebody is, seldom: 100 such questions a minute are allowed. */
export function createPeople(): People {
  const known = new Map<string, Known>()
  const asked = new Map<string, Promise<User | undefined>>()

  const ask = async (key: string, { client }: Workspace, userId: string): Promise<User | undefined> => {
    try {
      const { user } = await client.users.info({ user: userId, include_locale: true })
      if (!user) return undefined
      known.delete(key)
      known.set(key, { user, at: performance.now() })
      if (known.size > mostKnown) known.delete(known.keys().next().value ?? '')
      return user
    } catch (error) {
      const before = known.get(key)?.user
      // Better as she was a while ago than not at all; only that she organises has to be asked when it is used.
      if (before) return { ...before, is_admin: false, is_owner: false, is_primary_owner: false }
      throw error
    } finally {
      asked.delete(key)
    }
  }
  const userOf = (workspace: Workspace, userId: string): Promise<User | undefined> => {
    const key = `${workspace.teamId}/${userId}`
    const before = known.get(key)
    if (before && performance.now() - before.at < (organises(before.user) ? organisesForMs : believedForMs)) return Promise.resolve(before.user)
    const asking = asked.get(key) ?? ask(key, workspace, userId)
    asked.set(key, asking)
    return asking
  }
  return {
    async account(workspace, userId) {
      const user = await userOf(workspace, userId)
      return user && !isMachine(user) ? accountOf(workspace, userId, user) : undefined
    },
    async organises(workspace, userId) {
      try {
        const { user } = await workspace.client.users.info({ user: userId })
        return user !== undefined && rolesOf(workspace, user).includes('organiser')
      } catch (error) {
        if (codeOf(error) === 'user_not_found') return false
        throw error
      }
    },
  }
}

const organises = ({ is_admin: admin, is_owner: owner, is_primary_owner: primary }: User): boolean => Boolean(admin ?? false) || Boolean(owner ?? false) || Boolean(primary ?? false)

const isMachine = ({ id, is_bot: bot }: User): boolean => Boolean(bot) || id === 'USLACKBOT' || id === 'USLACK'

function accountOf(workspace: Workspace, externalId: string, user: User): AccountRef {
  const { profile, real_name: realName, name, locale, tz } = user
  return {
    spaceId: workspace.spaceId,
    externalId,
    name: [profile?.display_name, profile?.real_name, realName, name].find((one) => one?.trim()) ?? externalId,
    locale: locales.find((one) => locale?.toLowerCase().split(/[-_]/)[0] === one),
    timeZone: tz || undefined,
    roles: rolesOf(workspace, user),
  }
}

/** Slack vouches for full members of the very workspace: not for its guests, nor for people of other workspaces who share a channel. */
function rolesOf({ teamId }: Workspace, user: User): Role[] {
  const isOurs = !user.is_stranger && (user.team_id === undefined || user.team_id === teamId || (user.enterprise_user?.teams ?? []).includes(teamId))
  if (!isOurs || user.deleted || user.is_restricted || user.is_ultra_restricted) return []
  return organises(user) ? ['member', 'organiser'] : ['member']
}
