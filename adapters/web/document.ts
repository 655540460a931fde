import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from './errors.tsx'
import { fileHeaders } from './files.ts'
import type { Web } from './web.ts'

/**
 * Gives the document of a capability to whoever knows its secret: programs ask for it, without session or cookie. It is private, in no
 * search engine, and comes again only when it has changed.
 */
export async function showDocument(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { place = '', secret = '' } = request.params as { place?: string; secret?: string }
  const document = await web.door.document(place, secret)
  if (!document) throw new NotFound('there is no such document')
  const { name, type, body, changedAt, freshFor } = document
  const headers = {
    ...fileHeaders({ name, type }),
    'cache-control': `private, max-age=${freshFor}`,
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
    ...(changedAt ? { 'last-modified': changedAt.toUTCString() } : {}),
  }
  // what is made while it is sent has no digest beforehand
  if (typeof body !== 'string') return reply.headers(headers).send(Readable.from(body))
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`
  void reply.headers({ ...headers, etag: tag })
  return isKnown(request, tag, changedAt) ? reply.code(304).send() : reply.send(body)
}

/** Whether who asks has this very state already, by its tag or, where she names none, by its time (RFC 9110, 13.2.2). On the way the tag may have been marked as compressed. */
function isKnown({ headers }: FastifyRequest, tag: string, changedAt: Date | undefined): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) return tags.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
  return changedAt !== undefined && Date.parse(headers['if-modified-since'] ?? '') >= changedAt.getTime()
}
