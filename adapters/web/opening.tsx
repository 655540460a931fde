import type { FastifyReply, FastifyRequest } from 'fastify'
import { nanoid } from 'nanoid'
import type { Opening } from '../../bot/action.ts'
import { bring } from './bring.ts'
import { drawingFor } from './drawing.ts'
import { NotFound } from './errors.tsx'
import { limits } from './limits.ts'
import { m } from './messages.ts'
import { page } from './page.tsx'
import { Card, Hidden } from './render.tsx'
import { visitOf } from './session.ts'
import type { Web } from './web.ts'

/** What the address says after its question mark, once each. */
const givenIn = ({ query }: FastifyRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(query as Record<string, unknown>).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 100)]] : [])))

/** The same, as an address says it. */
const asked = (request: FastifyRequest): string => {
  const given = new URLSearchParams(givenIn(request)).toString()
  return given && `?${given}`
}

const namesIn = ({ params }: FastifyRequest) => params as { place?: string; secret?: string }

/** What shows the page of a capability's way in; undefined where there is none at this address. */
export function openingOf({ door }: Pick<Web, 'door'>, request: FastifyRequest): ((web: Web, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) | undefined {
  const { place = '', secret: name = '' } = namesIn(request)
  const opening = door.opening(place)
  return opening && ((web, asked, reply) => showOpening(web, { opening, name }, asked, reply))
}

interface Way {
  opening: Opening
  name: string
}

/** What it is about and a button that begins; complete without any script. Nothing is written down before she presses it. */
async function showOpening(web: Web, { opening, name }: Way, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const visit = await visitOf(web, request, reply)
  const drawing = drawingFor(web.words, visit, 'assistant')
  const call = opening.shows(name)
  const shown = await web.door.run({ key: nanoid(), from: visit.from, channel: null, what: { call } })
  if (shown.kind === 'form') throw new NotFound('there is nothing to show')
  // What can be pressed is the one button below.
  const blocks = shown.view.blocks.filter(({ kind }) => kind !== 'buttons')
  const [drawn] = await web.door.draw({ ...shown.view, blocks }, drawing.reader, limits)
  if (!drawn) throw new NotFound('there is nothing to show')
  const isThere = shown.view.tone !== 'problem'
  const children = (
    <main class="opening">
      <Card drawn={drawn} drawing={drawing} heading="h1" />
      {isThere && (
        <form class="begin" method="post" action={`/${encodeURIComponent(opening.place)}/${encodeURIComponent(name)}${asked(request)}`}>
          <Hidden drawing={drawing} />
          <button class="primary">{drawing.say(m.begin)}</button>
        </form>
      )}
    </main>
  )
  const { name: community } = await web.engine.community()
  const title = `${web.engine.words.plain(opening.title, drawing.reader)} · ${community}`
  void reply.code(isThere ? 200 : 404).header('cache-control', 'no-store').type('text/html; charset=utf-8')
  return reply.send(page({ web, visit, drawing, title, side: { community, people: [] }, children }))
}

/** Begins, and goes on in the conversation with the assistant. */
export async function begin(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { place = '', secret: name = '' } = namesIn(request)
  const opening = web.door.opening(place)
  if (!opening) throw new NotFound('there is no such way in')
  const visit = await visitOf(web, request, reply)
  await bring(web, visit.from, opening.begins(name, givenIn(request)), `opening:${nanoid()}`)
  return reply.redirect('/c/assistant', 303)
}
