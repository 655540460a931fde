import type { FastifyInstance } from 'fastify'
import { channelFor, channelToWriteIn } from '../access.ts'
import { createMessage, deleteMessage, editMessage } from '../messages.ts'
import { messageObject } from '../objects.ts'
import { refuse } from '../refusals.ts'
import { sentWith } from '../sent.ts'
import type { Channel, Message, World } from '../world.ts'

interface InChannel {
  Params: { channel: string }
  Querystring: { limit?: string; before?: string; after?: string; around?: string }
}
interface OfChannel {
  Params: { channel: string; message: string }
}

/** Messages written, read, changed and deleted with the bot's token. */
export function messageRoutes(app: FastifyInstance, world: World): void {
  app.post<InChannel>('/channels/:channel/messages', (request) => {
    const { body, files } = sentWith(request)
    const channel = channelToWriteIn(world, request.params.channel, files.length > 0)
    return messageObject(world, createMessage(world, { channel, authorId: world.bot.id, body, files }))
  })
  app.get<InChannel>('/channels/:channel/messages', ({ params, query }) => {
    const channel = channelFor(world, params.channel, 'ReadMessageHistory')
    return page([...channel.messages.values()].filter(({ ephemeralFor }) => !ephemeralFor), query).map((message) => messageObject(world, message))
  })
  const path = '/channels/:channel/messages/:message'
  app.get<OfChannel>(path, ({ params }) => messageObject(world, publicMessage(channelFor(world, params.channel, 'ReadMessageHistory'), params.message)))
  app.patch<OfChannel>(path, (request) => {
    const { body, files } = sentWith(request)
    const channel = channelFor(world, request.params.channel)
    const message = publicMessage(channel, request.params.message)
    if (message.authorId !== world.bot.id) refuse('notAuthor')
    if (channel.thread?.archived) refuse('threadArchived')
    return messageObject(world, editMessage(world, message, body, files))
  })
  app.delete<OfChannel>(path, ({ params }, reply) => {
    const channel = channelFor(world, params.channel)
    const message = publicMessage(channel, params.message)
    if (message.authorId !== world.bot.id) channelFor(world, params.channel, 'ManageMessages')
    deleteMessage(world, message)
    return reply.code(204).send()
  })
  app.post<InChannel>('/channels/:channel/typing', ({ params }, reply) => {
    channelToWriteIn(world, params.channel, false)
    return reply.code(204).send()
  })
}

/** With the bot's token, an ephemeral message does not exist. */
function publicMessage(channel: Channel, id: string): Message {
  const message = channel.messages.get(id)
  return message && !message.ephemeralFor ? message : refuse('unknownMessage')
}

/** Newest first, at most 100. */
function page(messages: Message[], { limit = '50', before, after, around }: InChannel['Querystring']): Message[] {
  const count = Math.min(100, Math.max(1, Number(limit)))
  if (after) return messages.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, count).reverse()
  if (before) return messages.filter(({ id }) => BigInt(id) < BigInt(before)).slice(-count).reverse()
  if (!around) return messages.slice(-count).reverse()
  const at = messages.findIndex(({ id }) => id === around)
  return messages.slice(Math.max(0, at - Math.floor(count / 2)), at + Math.ceil(count / 2)).reverse()
}
