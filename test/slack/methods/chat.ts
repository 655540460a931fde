import { z } from 'zod'
import { flag, json, method, refuse, Refused, type Caller, type Method } from '../api.ts'
import { change, conversationOf, post, remove, shown, type Draft } from '../messages.ts'
import { slackFileProblems } from '../uploads.ts'
import { messageProblems, type MessageKind } from '../validate.ts'
import { isMember, type ConversationRecord, type MessageRecord } from '../world.ts'

const body = {
  text: z.string().optional(),
  markdown_text: z.string().optional(),
  blocks: json(z.unknown().optional()),
  attachments: json(z.unknown().optional()),
  metadata: json(z.unknown().optional()),
  thread_ts: z.string().optional(),
  reply_broadcast: flag,
  unfurl_links: flag,
  unfurl_media: flag,
  link_names: flag,
  parse: z.string().optional(),
  mrkdwn: flag,
}

/** Where the app may write. @throws Refused */
export function writable({ inner, workspace, installation }: Caller, id: string): ConversationRecord {
  const conversation = conversationOf(workspace, id)
  if (!conversation) throw new Refused('channel_not_found')
  const { kind, botIsIn } = conversation
  if (kind === 'private' && !botIsIn) throw new Refused('channel_not_found')
  if (conversation.archived) throw new Refused('is_archived')
  if (kind === 'public' && !botIsIn && !installation.scopes.includes('chat:write.public')) throw new Refused('not_in_channel')
  if (conversation.restricted) throw new Refused('restricted_action')
  const tab = inner.app.manifest.features?.app_home
  if (kind === 'im' && (!tab?.messages_tab_enabled || tab.messages_tab_read_only_enabled)) throw new Refused('messages_tab_disabled')
  if (kind === 'im' && workspace.users.get(conversation.name)?.deleted) throw new Refused('user_disabled')
  return conversation
}

/** Whether a message would be taken. @returns the warnings @throws Refused */
function check(caller: Caller, name: string, draft: Draft, kind: MessageKind['kind']): string[] {
  return refuse(caller.inner, name, [...messageProblems(draft, { kind }), ...slackFileProblems(caller.workspace, draft.blocks)])
}

const withWarnings = (warnings: string[]) => (warnings.length ? { response_metadata: { messages: warnings } } : {})

const postMessage = method({ scopes: ['chat:write'], args: z.object({ channel: z.string(), ...body }) }, (caller, args) => {
  const { inner, workspace } = caller
  const conversation = writable(caller, args.channel)
  const root = args.thread_ts && conversation.messages.find(({ ts }) => ts === args.thread_ts)
  if (args.thread_ts && (!root || root.threadTs)) throw new Refused('thread_not_found')
  const warnings = check(caller, 'chat.postMessage', args, 'post')
  const message = post(inner, workspace, conversation, args)
  return { channel: conversation.id, ts: message.ts, message: shown(inner, workspace, message), ...withWarnings(warnings) }
})

/** A message of the app's own that can be changed. @throws Refused */
function ownMessage({ workspace }: Caller, channel: string, ts: string, refusal: string): [ConversationRecord, MessageRecord] {
  const conversation = workspace.conversations.get(channel)
  if (!conversation) throw new Refused('channel_not_found')
  const message = conversation.messages.find((one) => one.ts === ts && !one.onlyFor)
  if (!message) throw new Refused('message_not_found')
  if (!message.byBot) throw new Refused(refusal)
  return [conversation, message]
}

const update = method({ scopes: ['chat:write'], tier: 3, args: z.object({ channel: z.string(), ts: z.string(), ...body }) }, (caller, args) => {
  const { inner, workspace } = caller
  const [conversation, message] = ownMessage(caller, args.channel, args.ts, 'cant_update_message')
  if (conversation.archived) throw new Refused('is_archived')
  const warnings = check(caller, 'chat.update', args, 'update')
  change(inner, workspace, conversation, message, args)
  return { channel: conversation.id, ts: message.ts, text: message.text, message: shown(inner, workspace, message), ...withWarnings(warnings) }
})

const deleteMessage = method({ scopes: ['chat:write'], tier: 3, args: z.object({ channel: z.string(), ts: z.string() }) }, (caller, { channel, ts }) => {
  const [conversation, message] = ownMessage(caller, channel, ts, 'cant_delete_message')
  remove(caller.inner, caller.workspace, conversation, message)
  return { channel, ts }
})

const postEphemeral = method(
  { scopes: ['chat:write'], tier: 4, args: z.object({ channel: z.string(), user: z.string(), ...body }) },
  (caller, args) => {
    const { inner, workspace } = caller
    const conversation = writable(caller, args.channel)
    const user = workspace.users.get(args.user)
    if (!user || user.deleted || !isMember(conversation, args.user)) throw new Refused('user_not_in_channel')
    const warnings = check(caller, 'chat.postEphemeral', args, 'post')
    const { ts } = post(inner, workspace, conversation, { ...args, onlyFor: args.user })
    return { message_ts: ts, ...withWarnings(warnings) }
  },
)

const channelOf = (raw: Record<string, unknown>) => (typeof raw.channel === 'string' ? raw.channel : undefined)

export const chat: Record<string, Method> = {
  'chat.postMessage': { ...postMessage, posts: channelOf },
  'chat.update': update,
  'chat.delete': deleteMessage,
  'chat.postEphemeral': postEphemeral,
}
