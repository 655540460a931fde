import type { FastifyReply, FastifyRequest } from 'fastify'
import { isbot } from 'isbot'
import { NotFound } from './errors.tsx'
import { sessionOf, visitOf } from './session.ts'
import type { Web } from './web.ts'

/** Leads on from a short address. Programs that only look at what it leads to, and whoever has been here before, are not counted as people it brought. */
export async function lead(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { place = '', secret: code = '' } = request.params as { place?: string; secret?: string }
  const isFirst = request.method === 'GET' && !sessionOf(web, request) && !isbot(request.headers['user-agent'])
  const path = await web.door.follow(place, code, { isFirst })
  if (!path) throw new NotFound('it leads nowhere')
  // From now on this browser has been here.
  await visitOf(web, request, reply)
  return reply.header('cache-control', 'no-store').redirect(path, 303)
}
