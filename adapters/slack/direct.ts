import type { Database } from '../../prisma/database.ts'
import type { Lanes } from './lanes.ts'
import type { Workspace } from './workspaces.ts'

/** The private conversations with the assistant. */
export interface DirectChannels {
  /** The id of the one with this person, opened if it was not. @throws what `conversations.open` is answered */
  of(workspace: Workspace, userId: string, about?: { urgent?: boolean }): Promise<string>
  /** Whether this is the one with this person, and not one between people. */
  is(workspace: Workspace, userId: string, channel: string): Promise<boolean>
  /** It is known without having been asked for. */
  remember(workspace: Workspace, userId: string, channel: string): Promise<void>
  /** The one that we knew of is no more. */
  forget(workspace: Workspace, userId: string): Promise<void>
}

/** of people who have no account with us yet */
const mostKnown = 10_000

export function createDirectChannels({ database, lanes }: { database: Database; lanes: Lanes }): DirectChannels {
  const known = new Map<string, string>()

  const remember: DirectChannels['remember'] = async ({ spaceId }, externalId, directChannel) => {
    const key = `${spaceId}/${externalId}`
    if (known.get(key) === directChannel) return
    known.set(key, directChannel)
    if (known.size > mostKnown) known.delete(known.keys().next().value ?? '')
    await database.client.account.updateMany({ where: { spaceId, externalId }, data: { directChannel } })
  }
  const of: DirectChannels['of'] = async (workspace, externalId, { urgent = false } = {}) => {
    const { spaceId, client } = workspace
    const before = known.get(`${spaceId}/${externalId}`)
    if (before) return before
    const account = await database.client.account.findFirst({ where: { spaceId, externalId }, select: { directChannel: true } })
    const opened = account?.directChannel ?? (await lanes.run({ spaceId, method: 'conversations.open', urgent }, () => client.conversations.open({ users: externalId }))).channel?.id
    if (!opened) throw new Error('Slack opened no private conversation')
    await remember(workspace, externalId, opened)
    return opened
  }
  return {
    of,
    remember,
    async forget({ spaceId }, externalId) {
      known.delete(`${spaceId}/${externalId}`)
      await database.client.account.updateMany({ where: { spaceId, externalId }, data: { directChannel: null } })
    },
    async is(workspace, userId, channel) {
      if (!channel.startsWith('D')) return false
      return (await of(workspace, userId, { urgent: true }).catch(() => undefined)) === channel
    },
  }
}
