import type { FastifyInstance } from 'fastify'
import type { Interactions } from '../interactions.ts'
import { messageObject } from '../objects.ts'
import { refuse } from '../refusals.ts'
import { sentWith } from '../sent.ts'
import type { World } from '../world.ts'

interface Callback {
  Params: { interaction: string; token: string }
  Querystring: { with_response?: string }
}
interface Hook {
  Params: { application: string; token: string }
}
interface HookMessage {
  Params: { application: string; token: string; message: string }
}

/** Answers to interactions, and what may be done afterwards with their tokens. */
export function interactionRoutes(app: FastifyInstance, world: World, interactions: Interactions): void {
  app.post<Callback>('/interactions/:interaction/:token/callback', (request, reply) => {
    const { interaction: id, token } = request.params
    const { body, files } = sentWith(request)
    const { type, original } = interactions.answer(id, token, body, files)
    if (request.query.with_response !== 'true') return reply.code(204).send()
    const message = original && (body.type === 4 || body.type === 7) ? { message: messageObject(world, original) } : {}
    const about = { id, type, ...(original ? { response_message_id: original.id, response_message_loading: body.type === 5 } : {}) }
    return { interaction: about, resource: { type: body.type, ...message } }
  })
  const known = (application: string) => (application === world.bot.id ? undefined : refuse('unknownWebhook'))
  app.post<Hook>('/webhooks/:application/:token', (request) => {
    const { body, files } = sentWith(request)
    known(request.params.application)
    return messageObject(world, interactions.followUp(request.params.token, body, files))
  })
  const path = '/webhooks/:application/:token/messages/:message'
  app.get<HookMessage>(path, ({ params }) => {
    known(params.application)
    return messageObject(world, interactions.find(params.token, params.message))
  })
  app.patch<HookMessage>(path, (request) => {
    const { body, files } = sentWith(request)
    known(request.params.application)
    return messageObject(world, interactions.edit(request.params.token, request.params.message, body, files))
  })
  app.delete<HookMessage>(path, ({ params }, reply) => {
    known(params.application)
    interactions.delete(params.token, params.message)
    return reply.code(204).send()
  })
}
