import { Routes, ThreadAutoArchiveDuration, type APIChannel, type APIMessage, type APIThreadChannel, type RESTGetAPIGuildThreadsResult } from 'discord.js'
import { z } from 'zod'
import type { Composed } from './compose.ts'
import { actionFor } from './errors.ts'
import { isMarked, marked, type Mark } from './mark.ts'
import { inComponents } from './render.ts'
import { patiently } from './rest.ts'
import { change, idSince, type Sending } from './sending.ts'

/** A post in a forum: a thread and its first message have one id. */
export interface ForumPost {
  forumId: string
  name: string
  first: Composed
  mark: Mark
  /** an earlier attempt may have opened it, not before this moment */
  inDoubtSince: Date | null
}

/**
 * Opens a thread in a forum with its first message; gives their id. The platform recognises no repetition here: where an earlier attempt
 * may have succeeded, its thread is looked for.
 */
export async function openForumPost(sending: Sending, { forumId, name, first, mark, inDoubtSince }: ForumPost): Promise<string> {
  // With a mark, even where words alone would do: it is found again by that.
  const said = { ...first, body: inComponents(first.body) }
  const found = inDoubtSince && (await findForumPost(sending, forumId, inDoubtSince, mark))
  if (found) {
    await change(sending, found, { id: found, plain: false }, said, mark)
    return found
  }
  const thread = { name, auto_archive_duration: ThreadAutoArchiveDuration.OneWeek, message: marked(said.body, mark) }
  const open = async (body: object) => ((await patiently(() => sending.rest.post(Routes.threads(forumId), { body, files: said.files }))) as APIThreadChannel).id
  try {
    return await open(thread)
  } catch (error) {
    const tag = actionFor(error).do === 'add a tag' ? await usableTag(sending, forumId) : undefined
    if (!tag) throw error
    return open({ ...thread, applied_tags: [tag] })
  }
}

const forum = z.object({ available_tags: z.array(z.object({ id: z.string(), moderated: z.boolean().optional() })).default([]) })

/** The first tag that not only moderators may use. */
async function usableTag({ rest }: Sending, forumId: string): Promise<string | undefined> {
  const { available_tags: tags } = forum.parse(await patiently(() => rest.get(Routes.channel(forumId))))
  return tags.find(({ moderated }) => !moderated)?.id
}

async function findForumPost({ rest }: Sending, forumId: string, since: Date, mark: Mark): Promise<string | undefined> {
  const channel = (await patiently(() => rest.get(Routes.channel(forumId)))) as APIChannel
  if (!('guild_id' in channel) || !channel.guild_id) return undefined
  const guildId = channel.guild_id
  const { threads } = (await patiently(() => rest.get(Routes.guildActiveThreads(guildId)))) as RESTGetAPIGuildThreadsResult
  const ours = threads.filter((thread) => 'parent_id' in thread && thread.parent_id === forumId && BigInt(thread.id) > BigInt(idSince(since)))
  for (const { id } of ours) {
    const first = await firstMessage(rest, id)
    if (first && isMarked(first, mark)) return id
  }
  return undefined
}

async function firstMessage(rest: Sending['rest'], threadId: string): Promise<APIMessage | undefined> {
  try {
    return (await patiently(() => rest.get(Routes.channelMessage(threadId, threadId)))) as APIMessage
  } catch (error) {
    if (actionFor(error).do === 'write anew') return undefined
    throw error
  }
}
