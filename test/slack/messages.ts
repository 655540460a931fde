import { bringEvent } from './delivery.ts'
import { withIds, type Block } from './blocks.ts'
import type { Inner } from './server.ts'
import { textCutAt } from './validate.ts'
import { imOf, keep, nextChange, type ConversationRecord, type FileRecord, type MessageRecord, type WorkspaceRecord } from './world.ts'

/** What a message is to hold, as the app sent it and as it was found good. */
export interface Draft {
  text?: string
  markdown_text?: string
  blocks?: unknown
  thread_ts?: string
  metadata?: unknown
  files?: FileRecord[]
  onlyFor?: string
}

const blocksOf = (draft: Draft): Block[] => {
  if (draft.markdown_text) return withIds([{ type: 'markdown', text: draft.markdown_text } as unknown as Block])
  // They passed `messageProblems`, which knows more about blocks than their type here.
  return withIds((draft.blocks ?? []) as Block[])
}

export const metadataOf = (given: unknown): MessageRecord['metadata'] =>
  typeof given === 'object' && given !== null && 'event_type' in given ? (given as MessageRecord['metadata']) : undefined

/** Posts as the app; the app hears of its own words in private too, as with Slack. */
export function post(inner: Inner, workspace: WorkspaceRecord, conversation: ConversationRecord, draft: Draft): MessageRecord {
  const message = keep(conversation, {
    ts: inner.newTs(),
    user: workspace.botUserId,
    byBot: true,
    text: (draft.text ?? draft.markdown_text ?? '').slice(0, textCutAt),
    blocks: blocksOf(draft),
    threadTs: draft.thread_ts,
    metadata: metadataOf(draft.metadata),
    files: draft.files ?? [],
    onlyFor: draft.onlyFor,
  })
  if (!message.onlyFor) void bringEvent(inner, workspace, messageEvent(inner, workspace, conversation, message))
  return message
}

/** Changes what a message holds; without blocks in it, the blocks go. */
export function change(inner: Inner, workspace: WorkspaceRecord, conversation: ConversationRecord, message: MessageRecord, draft: Draft): void {
  const before = shown(inner, workspace, message)
  message.text = (draft.text ?? '').slice(0, textCutAt)
  message.blocks = blocksOf(draft)
  message.edited = true
  message.changed = nextChange()
  if (draft.metadata !== undefined) message.metadata = metadataOf(draft.metadata)
  if (message.onlyFor) return
  const after = { message: shown(inner, workspace, message), previous_message: before }
  void bringEvent(inner, workspace, changeEvent(inner, conversation, 'message_changed', after))
}

export function remove(inner: Inner, workspace: WorkspaceRecord, conversation: ConversationRecord, message: MessageRecord): void {
  conversation.messages = conversation.messages.filter((one) => one !== message)
  nextChange()
  if (message.onlyFor) return
  const gone = { deleted_ts: message.ts, previous_message: shown(inner, workspace, message) }
  void bringEvent(inner, workspace, changeEvent(inner, conversation, 'message_deleted', gone))
}

const channelType = { im: 'im', public: 'channel', private: 'group' } as const

const changeEvent = (inner: Inner, { id, kind }: ConversationRecord, subtype: string, about: Record<string, unknown>): Record<string, unknown> => {
  const ts = inner.newTs()
  return { type: 'message', subtype, hidden: true, channel: id, channel_type: channelType[kind], ts, event_ts: ts, ...about }
}

export const messageEvent = (inner: Inner, workspace: WorkspaceRecord, conversation: ConversationRecord, message: MessageRecord): Record<string, unknown> => ({
  ...shown(inner, workspace, message),
  ...(message.files.length && !message.byBot ? { subtype: 'file_share' } : {}),
  channel: conversation.id,
  channel_type: channelType[conversation.kind],
  event_ts: message.ts,
})

/** A message as the API gives it, without its metadata. */
export const shown = (inner: Inner, workspace: WorkspaceRecord, message: MessageRecord): Record<string, unknown> => ({
  type: 'message',
  user: message.user,
  ts: message.ts,
  text: message.text,
  team: workspace.id,
  ...(message.byBot ? { bot_id: workspace.botId, app_id: inner.app.id } : { client_msg_id: `m-${message.ts}` }),
  ...(message.blocks.length ? { blocks: message.blocks } : {}),
  ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
  ...(message.files.length ? { files: message.files.map((file) => fileShown(inner, workspace, file)) } : {}),
})

/** A file as the API gives it. */
export const fileShown = ({ url }: Inner, workspace: WorkspaceRecord, file: FileRecord): Record<string, unknown> => {
  const address = `${url}/files-pri/${workspace.id}-${file.id}/${encodeURIComponent(file.name)}`
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? '',
    size: file.bytes.length,
    user: file.user,
    user_team: workspace.id,
    mode: 'hosted',
    is_external: false,
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: `${url}/files/${file.user}/${file.id}`,
    alt_txt: file.altText,
  }
}

/** The conversation that an id names: its own, or for a user the private one with the app. */
export const conversationOf = (workspace: WorkspaceRecord, id: string): ConversationRecord | undefined =>
  workspace.users.get(id)?.isBot === false ? imOf(workspace, id) : workspace.conversations.get(id)
