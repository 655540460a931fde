import type { FastifyInstance } from 'fastify'
import type { World } from '../world.ts'

/** The files of messages: with the seal of their address, for a day. */
export function fileRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Params: { channel: string; id: string; name: string } }>('/attachments/:channel/:id/:name', (request, reply) => {
    const stored = world.files.get(request.params.id)
    const valid = stored && stored.attachment.url.endsWith(request.url) && stored.expiresAt > world.clock.now()
    if (!valid) return reply.code(404).type('text/plain').send('This content is no longer available.')
    return reply.type(stored.attachment.content_type ?? 'application/octet-stream').send(stored.bytes)
  })
}
