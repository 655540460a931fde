import type { FastifyReply, FastifyRequest } from 'fastify'
import { nanoid } from 'nanoid'
import type { Database, Db } from '../../prisma/database.ts'
import { drawingFor } from './drawing.ts'
import { m } from './messages.ts'
import { Notice, page } from './page.tsx'
import { Hidden } from './render.tsx'
import { changeSession, visitOf } from './session.ts'
import type { Web } from './web.ts'

const enterAction = 'web.enter'
const worksForMs = 7 * 86_400_000

/** A personal sign-in link: it works once, within seven days. */
export async function invite(database: Database, { personId, publicUrl, now }: { personId: number; publicUrl: string; now: Date }): Promise<string> {
  const id = nanoid(32)
  const expiresAt = new Date(now.getTime() + worksForMs)
  await database.client.ticket.create({ data: { id, personId, action: enterAction, input: {}, expiresAt } })
  return `${publicUrl}/enter/${id}`
}

/** A sign-in link for the first organiser, as long as none has ever come; undefined afterwards. */
export async function inviteFirstOrganiser(web: Web, publicUrl: string): Promise<string | undefined> {
  const { database, communityId, clock } = web
  const organisers = await database.client.person.findMany({
    where: { communityId, roles: { some: { role: 'organiser' } } },
    select: { id: true, accounts: { select: { id: true }, take: 1 } },
  })
  if (organisers.some(({ accounts }) => accounts.length)) return undefined
  const roles = { create: [{ role: 'organiser' }, { role: 'member' }] }
  const name = web.words.plain(m.firstOrganiser, await web.engine.community())
  const { id: personId } = organisers[0] ?? (await database.client.person.create({ data: { communityId, name, roles } }))
  return invite(database, { personId, publicUrl, now: clock.now() })
}

/** PostgreSQL refuses to even look for some texts; no token is such a one. */
export const tokenOf = ({ params }: FastifyRequest): string => /^[\w-]{32}$/.exec((params as { token?: string }).token ?? '')?.[0] ?? 'none'

const whereUsable = (web: Web, id: string) => ({ id, action: enterAction, expiresAt: { gt: web.clock.now() }, personId: { not: null } })

/** Only shows a button, so that the preview of a link does not use it up. */
export async function showEnter(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const token = tokenOf(request)
  const ticket = await web.database.client.ticket.findFirst({ where: whereUsable(web, token) })
  const person = ticket?.personId && (await web.database.client.person.findUnique({ where: { id: ticket.personId } }))
  if (!person) return gone(web, request, reply)
  const visit = await visitOf(web, request, reply)
  const drawing = drawingFor(web.words, visit, '')
  const { name: community } = await web.engine.community()
  const title = drawing.say(m.enterTitle({ name: person.name }))
  const children = (
    <Notice title={title} about={drawing.say(m.enterAbout)} drawing={drawing}>
      <form method="post" action={`/enter/${encodeURIComponent(token)}`}>
        <Hidden drawing={drawing} />
        <button class="primary">{drawing.say(m.enter)}</button>
      </form>
    </Notice>
  )
  return reply.type('text/html; charset=utf-8').send(page({ web, visit, drawing, title: community, side: { community, people: [] }, children }))
}

export async function gone(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const visit = await visitOf(web, request, reply)
  const drawing = drawingFor(web.words, visit, '')
  const { name: community } = await web.engine.community()
  const title = drawing.say(m.enterGone)
  const children = <Notice title={title} about={drawing.say(m.enterGoneAbout)} drawing={drawing} />
  return reply.code(410).type('text/html; charset=utf-8').send(page({ web, visit, drawing, title, side: { community, people: [] }, children }))
}

/** Her account on the web, made when she has none yet. */
export async function accountOnWeb({ spaceId, clock }: Web, db: Db, personId: number): Promise<string> {
  const known = await db.account.findFirst({ where: { spaceId, personId }, orderBy: { id: 'asc' } })
  const account = known ?? (await db.account.create({ data: { spaceId, personId, externalId: nanoid(), seenAt: clock.now() } }))
  return account.externalId
}

/** Uses the link up and signs its person in. */
export async function enter(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const token = tokenOf(request)
  const externalId = await web.database.transaction(async (db) => {
    const ticket = await db.ticket.findFirst({ where: whereUsable(web, token) })
    if (!ticket?.personId) return undefined
    const { personId } = ticket
    const { count } = await db.ticket.deleteMany({ where: { id: token } })
    if (count === 0) return undefined
    return accountOnWeb(web, db, personId)
  })
  if (!externalId) return gone(web, request, reply)
  changeSession(web, request, reply, externalId)
  return reply.redirect('/c/assistant', 303)
}
