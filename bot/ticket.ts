import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../prisma/database.ts'
import { json } from './json.ts'
import type { Call } from './view.ts'

/** How long a button that became a ticket works at least. */
export const ticketDays = 30

export const ticketAction = 'bot.ticket'

/** Of a ticket that keeps the rest of a long answer. It is no action: it works in a ticket alone, so nobody can make one up. */
export const moreAction = 'bot.more'

const day = 86_400_000

const ticketId = z.string().regex(/^[\w-]{1,64}$/)

/**
 * Keeps a call too long for a platform's button and gives the short one that stands for it. The same call is the same ticket,
 * however often its button is drawn; its id is known only to those who know all that it carries.
 */
export async function ticketFor(db: Db, { action, input }: Call, now: Date): Promise<Call> {
  const kept = json(input)
  const id = createHash('sha256').update(JSON.stringify([action, kept])).digest('base64url')
  const known = await db.ticket.findFirst({ where: { id }, select: { expiresAt: true } })
  const expiresAt = new Date(now.getTime() + (ticketDays + 1) * day)
  // Renewed once a day at most, so that drawing is nearly always reading.
  if (!known || known.expiresAt.getTime() < now.getTime() + ticketDays * day)
    await db.ticket.upsert({ where: { id }, create: { id, action, input: kept, expiresAt }, update: { expiresAt } })
  return { action: ticketAction, input: { id } }
}

/** The call behind a ticket; undefined when it is too old or was never given. */
export async function redeem(db: Db, id: unknown, now: Date): Promise<Call | undefined> {
  const wanted = ticketId.safeParse(id)
  if (!wanted.success) return undefined
  const ticket = await db.ticket.findFirst({ where: { id: wanted.data } })
  if (!ticket || ticket.expiresAt < now) return undefined
  return { action: ticket.action, input: ticket.input as Call['input'] }
}
