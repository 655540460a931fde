import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { nanoid } from 'nanoid'
import type { Message } from '../../bot/text.ts'
import { wantsJson } from './answer.tsx'
import { drawingFor } from './drawing.ts'
import { m } from './messages.ts'
import { Notice, page } from './page.tsx'
import { visitOf } from './session.ts'
import type { Web } from './web.ts'

export class NotFound extends Error {
  readonly statusCode = 404
}

/** Only people of the community may see this. */
export class NotAllowed extends Error {
  readonly statusCode = 403
}

/** Asked too often; `seconds` until it may be asked again. */
export class TooMany extends Error {
  readonly statusCode = 429
  constructor(readonly seconds: number) {
    super('asked too often')
  }
}

interface Trouble {
  status: number
  title: Message
  about: Message
}

/** What went wrong, in words that say what to do. What is no fault of the request is a bug of ours: it is logged under a reference. */
function troubleOf(web: Web, error: Partial<FastifyError>): Trouble {
  const status = error.statusCode ?? 500
  if (error instanceof TooMany) return { status, title: m.wrong, about: m.tooManyRequests({ seconds: error.seconds }) }
  if (status === 404 || status === 405) return { status: 404, title: m.notFound, about: m.notFoundAbout }
  if (error instanceof NotAllowed) return { status, title: m.notAllowed, about: m.notAllowedAbout }
  if (status === 413) return { status, title: m.wrong, about: m.tooLarge }
  if (status >= 400 && status < 500) return { status: status === 403 ? 404 : 400, title: m.wrong, about: m.badRequest }
  const reference = nanoid(8)
  web.log.error({ err: error, reference }, 'a request failed')
  return { status: 500, title: m.wrong, about: m.bug({ reference }) }
}

/** Answers what went wrong, as a page or as JSON. */
export async function answerError(web: Web, error: Partial<FastifyError>, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { status, title, about } = troubleOf(web, error)
  const visit = await visitOf(web, request, reply)
  const drawing = drawingFor(web.words, visit, '')
  void reply.code(status)
  if (error instanceof TooMany) void reply.header('retry-after', error.seconds)
  if (wantsJson(request)) return reply.send({ kind: 'error', message: drawing.say(about) })
  const { name: community } = await web.engine.community()
  const children = <Notice title={drawing.say(title)} about={drawing.say(about)} drawing={drawing} />
  return reply.type('text/html; charset=utf-8').send(page({ web, visit, drawing, title: drawing.say(title), side: { community, people: [] }, children }))
}
