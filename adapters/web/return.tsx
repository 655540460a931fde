import type { FastifyReply, FastifyRequest } from 'fastify'
import { nanoid } from 'nanoid'
import { returnAction } from '../../bot/return-link.ts'
import { bring } from './bring.ts'
import { drawingFor } from './drawing.ts'
import { accountOnWeb, gone, tokenOf } from './enter.tsx'
import { m } from './messages.ts'
import { Notice, page } from './page.tsx'
import { Hidden } from './render.tsx'
import { changeSession, visitOf } from './session.ts'
import type { Web } from './web.ts'

/** A ticket that brings its person back. */
const ticketOf = async (web: Web, id: string) => {
  const ticket = await web.database.client.ticket.findFirst({ where: { id, action: returnAction, expiresAt: { gt: web.clock.now() } } })
  return ticket?.personId ? { personId: ticket.personId, call: ticket.input as unknown as Parameters<typeof bring>[2] } : undefined
}

/** A personal link: only shows a button, so that the preview of a link signs nobody in. */
export async function showReturn(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const token = tokenOf(request)
  const ticket = await ticketOf(web, token)
  const person = ticket && (await web.database.client.person.findUnique({ where: { id: ticket.personId } }))
  if (!person) return gone(web, request, reply)
  const visit = await visitOf(web, request, reply)
  const drawing = drawingFor(web.words, visit, '')
  const { name: community } = await web.engine.community()
  const children = (
    <Notice title={community} about={drawing.say(m.returnAbout)} drawing={drawing}>
      <form method="post" action={`/return/${encodeURIComponent(token)}`}>
        <Hidden drawing={drawing} />
        <button class="primary">{drawing.say(m.returnTo)}</button>
      </form>
    </Notice>
  )
  void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').type('text/html; charset=utf-8')
  return reply.send(page({ web, visit, drawing, title: community, side: { community, people: [] }, children }))
}

/** Signs its person in and shows her where she was. Who can do more here than others can use such a link once only. */
export async function comeBack(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const token = tokenOf(request)
  const ticket = await ticketOf(web, token)
  const externalId = ticket && (await web.database.transaction(async (db) => {
    const hasRole = (await db.role.count({ where: { personId: ticket.personId } })) > 0
    if (hasRole && (await db.ticket.deleteMany({ where: { id: token } })).count === 0) return undefined
    return accountOnWeb(web, db, ticket.personId)
  }))
  if (!externalId) return gone(web, request, reply)
  changeSession(web, request, reply, externalId)
  const { locale, name } = await web.database.client.person.findUniqueOrThrow({ where: { id: ticket.personId } })
  await bring(web, { spaceId: web.spaceId, externalId, name, locale: locale === 'fr' || locale === 'en' ? locale : undefined }, ticket.call, `return:${nanoid()}`)
  return reply.redirect('/c/assistant', 303)
}
