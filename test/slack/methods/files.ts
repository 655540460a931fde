import { setImmediate } from 'node:timers'
import { z } from 'zod'
import { count, json, method, refuse, Refused, type Caller, type Method } from '../api.ts'
import { fileShown, post } from '../messages.ts'
import { mimetypeOf } from '../uploads.ts'
import { messageProblems } from '../validate.ts'
import { newId, type ConversationRecord, type FileRecord } from '../world.ts'

/** bytes a file may have */
const largest = 1_000_000_000

const getUploadUrl = method(
  {
    scopes: ['files:write'],
    tier: 4,
    args: z.object({ filename: z.string().min(1), length: count.min(1), alt_text: z.string().optional(), alt_txt: z.string().optional(), snippet_type: z.string().optional() }),
  },
  ({ inner, workspace }, { filename, length, alt_text: alt, alt_txt: altText }) => {
    if (length > largest) throw new Refused('file_upload_size_restricted')
    const file: FileRecord = {
      id: newId('F'), name: filename, title: filename, mimetype: mimetypeOf(filename), bytes: Buffer.alloc(0), user: workspace.botUserId,
      altText: alt ?? altText, announced: length, state: 'announced', shares: [],
    }
    workspace.files.set(file.id, file)
    return { upload_url: `${inner.url}/upload/v1/${workspace.id}/${file.id}`, file_id: file.id }
  },
)

const completing = z.object({
  files: json(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1).max(10)),
  channel_id: z.string().optional(),
  thread_ts: z.string().optional(),
  initial_comment: z.string().optional(),
  blocks: json(z.unknown().optional()),
})

/** Files are shared only where the app is a member; `chat:write.public` does not help. @throws Refused */
function shareable({ workspace }: Caller, id: string): ConversationRecord {
  const conversation = workspace.conversations.get(id)
  if (!conversation || (conversation.kind === 'private' && !conversation.botIsIn)) throw new Refused('channel_not_found')
  if (!conversation.botIsIn) throw new Refused('not_in_channel')
  if (conversation.archived) throw new Refused('is_archived')
  return conversation
}

const completeUpload = method({ scopes: ['files:write'], tier: 4, args: completing }, (caller, args) => {
  const { inner, workspace } = caller
  const files = args.files.map(({ id, title }) => {
    const file = workspace.files.get(id)
    if (!file || file.state !== 'uploaded') throw new Refused(file?.state === 'complete' ? 'file_already_completed' : 'file_not_found')
    return { file, title }
  })
  const conversation = args.channel_id ? shareable(caller, args.channel_id) : undefined
  if (args.blocks && !args.initial_comment) refuse(inner, 'files.completeUploadExternal', messageProblems({ text: 'files', blocks: args.blocks }))
  for (const { file, title } of files) {
    file.state = 'complete'
    file.title = title ?? file.title
  }
  // Sharing happens after the answer: its message is not there yet.
  if (conversation) setImmediate(() => share(caller, conversation, files.map(({ file }) => file), args))
  return { files: files.map(({ file }) => ({ id: file.id, title: file.title })) }
})

function share({ inner, workspace }: Caller, conversation: ConversationRecord, files: FileRecord[], args: z.infer<typeof completing>): void {
  const blocks = args.initial_comment ? undefined : args.blocks
  const { ts } = post(inner, workspace, conversation, { text: args.initial_comment ?? '', blocks, thread_ts: args.thread_ts, files })
  for (const file of files) file.shares.push({ channel: conversation.id, ts })
}

const info = method({ scopes: ['files:read'], tier: 4, args: z.object({ file: z.string() }) }, ({ inner, workspace }, { file: id }) => {
  const file = workspace.files.get(id)
  if (!file || file.state === 'announced') throw new Refused('file_not_found')
  const shares: Record<'public' | 'private', Record<string, { ts: string }[]>> = { public: {}, private: {} }
  for (const { channel, ts } of file.shares) {
    const kind = workspace.conversations.get(channel)?.kind === 'public' ? 'public' : 'private'
    shares[kind][channel] = [...(shares[kind][channel] ?? []), { ts }]
  }
  return { file: { ...fileShown(inner, workspace, file), shares } }
})

export const files: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'files.info': info,
}
