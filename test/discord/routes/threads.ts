import { ChannelType } from 'discord.js'
import type { FastifyInstance } from 'fastify'
import { channelFor, sees } from '../access.ts'
import { createMessage } from '../messages.ts'
import { channelObject, messageObject } from '../objects.ts'
import { isFields, Problems, type Fields } from '../problems.ts'
import { refuse, refuseIf } from '../refusals.ts'
import { sentWith } from '../sent.ts'
import type { Channel, World } from '../world.ts'

interface OfChannel {
  Params: { channel: string }
}
interface OfMember {
  Params: { channel: string; user: string }
}

const threadTypes = [ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread]
const parents: ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum, ChannelType.GuildMedia]

/** Threads: opened, joined by others, closed and opened again. */
export function threadRoutes(app: FastifyInstance, world: World): void {
  app.post<OfChannel>('/channels/:channel/threads', (request) => {
    const { body, files } = sentWith(request)
    const parent = parentFor(world, request.params.channel)
    const forum = parent.type === ChannelType.GuildForum || parent.type === ChannelType.GuildMedia
    const type = forum ? ChannelType.PublicThread : threadTypes.find((one) => Number(one) === (body.type ?? ChannelType.PrivateThread))
    checkThread(body, forum)
    if (type === undefined) return refuse('wrongChannelType')
    channelFor(world, parent.id, type === ChannelType.PrivateThread ? 'CreatePrivateThreads' : forum ? 'SendMessages' : 'CreatePublicThreads')
    if (parent.requiresTag && !usableTags(parent, body).length) refuse('forumNeedsTag')
    const thread = open(world, parent, body, type)
    if (!forum) return channelObject(world, thread)
    const first = createMessage(world, { channel: thread, authorId: world.bot.id, body: isFields(body.message) ? body.message : {}, files, id: thread.id })
    return { ...channelObject(world, thread), message: messageObject(world, first) }
  })
  app.get<{ Params: { guild: string } }>('/guilds/:guild/threads/active', ({ params }) => {
    const threads = world.channelsOf(params.guild).filter((channel) => channel.thread && !channel.thread.archived && sees(world, channel, world.bot.id))
    return { threads: threads.map((channel) => channelObject(world, channel)), members: [] }
  })
  app.post<{ Params: { channel: string; message: string } }>('/channels/:channel/messages/:message/threads', (request) => {
    const { body } = sentWith(request)
    const { channel, message } = request.params
    const parent = parentFor(world, channel)
    checkThread(body, false)
    channelFor(world, parent.id, 'CreatePublicThreads')
    if (!parent.messages.has(message)) refuse('unknownMessage')
    if (world.channels.has(message)) refuse('threadExists')
    return channelObject(world, open(world, parent, body, ChannelType.PublicThread, message))
  })
  app.put<OfMember>('/channels/:channel/thread-members/:user', ({ params }, reply) => {
    const thread = threadFor(world, params.channel)
    const id = params.user === '@me' ? world.bot.id : params.user
    const parent = world.channels.get(thread.parentId ?? '')
    if (!parent || !sees(world, parent, id)) refuse('missingAccess')
    if (thread.thread?.archived) refuse('threadArchived')
    thread.thread?.members.add(id)
    tellThread(world, thread, 'THREAD_UPDATE')
    return reply.code(204).send()
  })
  app.patch<OfChannel>('/channels/:channel', (request) => {
    const { body } = sentWith(request)
    const channel = threadFor(world, request.params.channel)
    if (channel.thread?.ownerId !== world.bot.id) channelFor(world, channel.id, 'ManageThreads')
    change(channel, body)
    tellThread(world, channel, 'THREAD_UPDATE')
    return channelObject(world, channel)
  })
}

/** The tags that the bot gives to a post; those for moderators are not for it. */
const usableTags = ({ tags }: Channel, { applied_tags: given }: Fields) => tags.filter(({ id, moderated }) => !moderated && Array.isArray(given) && given.includes(id))

function parentFor(world: World, id: string): Channel {
  const parent = channelFor(world, id)
  return parents.includes(parent.type) ? parent : refuse('wrongChannelType')
}

function threadFor(world: World, id: string): Channel {
  const channel = channelFor(world, id)
  return channel.thread ? channel : refuse('wrongChannelType')
}

function checkThread(body: Fields, forum: boolean): void {
  const problems = new Problems()
  problems.text(['name'], body.name, { min: 1, max: 100, required: true })
  problems.oneOf(['auto_archive_duration'], body.auto_archive_duration, [60, 1440, 4320, 10080])
  if (forum && !isFields(body.message)) problems.required(['message'])
  refuseIf(problems.error())
}

function open(world: World, parent: Channel, body: Fields, type: ChannelType, id?: string): Channel {
  const autoArchive = Number(body.auto_archive_duration ?? 1440)
  const thread = { ownerId: world.bot.id, archived: false, locked: false, autoArchive, members: new Set([world.bot.id]) }
  const channel = world.addChannel({ ...(id ? { id } : {}), type, name: String(body.name), guildId: parent.guildId, parentId: parent.id, thread })
  tellThread(world, channel, 'THREAD_CREATE')
  return channel
}

/** An archived thread can only be opened again. */
function change(channel: Channel, body: Fields): void {
  const { thread } = channel
  if (!thread) return
  if (thread.archived && body.archived !== false) refuse('threadArchived')
  if (typeof body.name === 'string') channel.name = body.name
  if (typeof body.archived === 'boolean') thread.archived = body.archived
  if (typeof body.locked === 'boolean') thread.locked = body.locked
}

function tellThread(world: World, channel: Channel, t: 'THREAD_CREATE' | 'THREAD_UPDATE'): void {
  world.changed()
  world.dispatch({ t, d: { ...channelObject(world, channel), ...(t === 'THREAD_CREATE' ? { newly_created: true } : {}) }, guildId: channel.guildId, intent: 1 })
}
