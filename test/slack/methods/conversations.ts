import { z } from 'zod'
import { commas, count, flag, method, needs, Refused, type Caller, type Method } from '../api.ts'
import { shown } from '../messages.ts'
import { imOf, isMember, type ConversationRecord, type MessageRecord } from '../world.ts'

const scopeKind = { public: 'channels', private: 'groups', im: 'im' } as const

/** A conversation that the app may look at. @throws Refused */
function readable(caller: Caller, id: string, right: 'read' | 'history'): ConversationRecord {
  const conversation = caller.workspace.conversations.get(id)
  if (!conversation || (conversation.kind === 'private' && !conversation.botIsIn)) throw new Refused('channel_not_found')
  needs(caller, `${scopeKind[conversation.kind]}:${right}`)
  if (right === 'history' && !conversation.botIsIn) throw new Refused('not_in_channel')
  return conversation
}

const shownConversation = (conversation: ConversationRecord): Record<string, unknown> =>
  conversation.kind === 'im'
    ? { id: conversation.id, is_im: true, is_channel: false, user: conversation.name, is_archived: conversation.archived }
    : {
        id: conversation.id,
        name: conversation.name,
        is_channel: conversation.kind === 'public',
        is_group: conversation.kind === 'private',
        is_im: false,
        is_private: conversation.kind === 'private',
        is_archived: conversation.archived,
        is_member: conversation.botIsIn,
        is_general: conversation.name === 'general',
      }

const open = method(
  { scopes: ['im:write'], tier: 3, args: z.object({ users: commas.optional(), channel: z.string().optional(), return_im: flag, prevent_creation: flag }) },
  ({ workspace }, { users, channel }) => {
    if (channel) {
      const known = workspace.conversations.get(channel)
      if (!known) throw new Refused('channel_not_found')
      return { no_op: true, already_open: true, channel: { id: known.id } }
    }
    const [id, ...others] = users ?? []
    if (!id) throw new Refused('users_list_not_supplied')
    if (others.length >= 8) throw new Refused('too_many_users')
    // Conversations of several people need a scope that no assistant of ours asks for.
    if (others.length) throw new Refused('missing_scope', { needed: 'mpim:write', provided: '' })
    const user = workspace.users.get(id)
    if (!user) throw new Refused('user_not_found')
    if (user.deleted) throw new Refused('user_disabled')
    if (user.isBot) throw new Refused('cannot_dm_bot')
    return { channel: { id: imOf(workspace, id).id } }
  },
)

const info = method({ tier: 3, args: z.object({ channel: z.string(), include_locale: flag, include_num_members: flag }) }, (caller, { channel }) => ({
  channel: shownConversation(readable(caller, channel, 'read')),
}))

/** One page of a list. @throws Refused invalid_cursor */
function page<T>(all: T[], limit: number, cursor: string | undefined): { items: T[]; next: string } {
  const from = cursor ? Number(Buffer.from(cursor, 'base64').toString()) : 0
  if (!Number.isInteger(from) || from < 0 || from > all.length) throw new Refused('invalid_cursor')
  const next = from + limit < all.length ? Buffer.from(String(from + limit)).toString('base64') : ''
  return { items: all.slice(from, from + limit), next }
}

const paged = { cursor: z.string().optional(), limit: count.max(1000).optional() }

const kindOf: Record<string, ConversationRecord['kind'] | undefined> = { public_channel: 'public', private_channel: 'private', im: 'im' }

const list = method({ tier: 2, args: z.object({ types: commas.optional(), exclude_archived: flag, team_id: z.string().optional(), ...paged }) }, (caller, args) => {
  const kinds = (args.types ?? ['public_channel']).map((type) => kindOf[type])
  const wanted = kinds.flatMap((kind) => (kind ? [kind] : []))
  if (wanted.length < kinds.length) throw new Refused('invalid_types')
  needs(caller, ...wanted.map((kind) => `${scopeKind[kind]}:read`))
  const visible = [...caller.workspace.conversations.values()].filter(
    ({ kind, botIsIn, archived }) => wanted.includes(kind) && (kind === 'public' || botIsIn) && !(args.exclude_archived && archived),
  )
  const { items, next } = page(visible, args.limit || 100, args.cursor)
  return { channels: items.map(shownConversation), response_metadata: { next_cursor: next } }
})

const span = {
  oldest: z.coerce.string().optional(),
  latest: z.coerce.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
  ...paged,
}

interface Span {
  oldest?: string
  latest?: string
  inclusive?: boolean
  include_all_metadata?: boolean
  cursor?: string
  limit?: number
}

/** Messages of a span of time, as the API gives them; ts have as many digits each, so they compare as numbers do. */
function spanned(caller: Caller, messages: MessageRecord[], args: Span, most: number): Record<string, unknown> {
  const { oldest = '0', latest = '99999999999', inclusive = false } = args
  const after = (ts: string) => Number(ts) > Number(oldest) || (inclusive && Number(ts) === Number(oldest))
  const before = (ts: string) => Number(ts) < Number(latest) || (inclusive && Number(ts) === Number(latest))
  const within = messages.filter(({ ts, onlyFor }) => !onlyFor && after(ts) && before(ts))
  const { items, next } = page(within, Math.min(args.limit || 100, most), args.cursor)
  const withMetadata = (message: MessageRecord) => ({
    ...shown(caller.inner, caller.workspace, message),
    ...(args.include_all_metadata && message.metadata ? { metadata: message.metadata } : {}),
  })
  return { messages: items.map(withMetadata), has_more: next !== '', ...(next ? { response_metadata: { next_cursor: next } } : {}) }
}

const history = method({ tier: 3, args: z.object({ channel: z.string(), ...span }) }, (caller, args) => {
  const { messages } = readable(caller, args.channel, 'history')
  return spanned(caller, messages.filter(({ threadTs }) => !threadTs).toReversed(), args, 999)
})

const replies = method({ tier: 3, args: z.object({ channel: z.string(), ts: z.string(), ...span }) }, (caller, args) => {
  const { messages } = readable(caller, args.channel, 'history')
  const root = messages.find(({ ts }) => ts === args.ts)
  if (!root) throw new Refused('thread_not_found')
  return spanned(caller, messages.filter((one) => one === root || one.threadTs === root.ts), args, 1000)
})

const members = method({ tier: 4, args: z.object({ channel: z.string(), ...paged }) }, (caller, args) => {
  const conversation = readable(caller, args.channel, 'read')
  const people = [...caller.workspace.users.values()].filter(({ id, isBot, deleted }) => !isBot && !deleted && isMember(conversation, id)).map(({ id }) => id)
  const all = conversation.botIsIn ? [...people, caller.workspace.botUserId] : people
  const { items, next } = page(all, args.limit || 100, args.cursor)
  return { members: items, response_metadata: { next_cursor: next } }
})

export const conversations: Record<string, Method> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.members': members,
}
