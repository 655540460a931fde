import { nanoid } from 'nanoid'
import { buttons, facts, moment, text, view, type Context, type Message, type View } from '../kit.ts'
import { m } from './messages.ts'
import { invitationDays } from './rules.ts'
import { settingsButton } from './show.ts'
import { enterAction } from './store.ts'

interface Invitation {
  id: string
  expiresAt: Date
  /** it was there before */
  again: boolean
}

/** The personal link of somebody: the one that she has not used yet, else a new one, valid for `invitationDays`. */
export async function invitationOf({ db, now }: Context, personId: number): Promise<Invitation> {
  const open = await db.ticket.findFirst({ where: { personId, action: enterAction, expiresAt: { gt: now } }, orderBy: { expiresAt: 'desc' } })
  if (open) return { id: open.id, expiresAt: open.expiresAt, again: true }
  const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000)
  const { id } = await db.ticket.create({ data: { id: nanoid(32), personId, action: enterAction, input: {}, expiresAt } })
  return { id, expiresAt, again: false }
}

/** A personal link as the organiser gets it, to pass on. */
export const invitationView = ({ publicUrl }: Context, { id, expiresAt }: Invitation, about: { title: Message; role?: Message }): View =>
  view(
    { title: about.title, tone: 'good' },
    text(m.invitationLink({ link: `${publicUrl}/enter/${id}` })),
    facts([m.role, about.role], [m.validUntil, m.at({ at: moment(expiresAt) })]),
    text(m.invitationHint),
    buttons({ label: m.inviteAnother, call: { action: 'settings invite', input: {} } }, settingsButton),
  )
