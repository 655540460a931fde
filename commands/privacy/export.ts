import { digestOf, newSecret } from '../../bot/secret.ts'
import { action, anyone, buttons, moment, secret, text, view, type Documents } from '../kit.ts'
import { archive } from './archive.ts'
import { m } from './messages.ts'

/** Of the tickets behind the links to archives. It is no action: it works at its address alone. */
const archiveAction = 'privacy.archive'

const place = 'export'
const worksForMs = 86_400_000

/** `/privacy export`: a secret link to everything that is held, for a day. Nothing is copied before she follows it. */
export const exportData = action({
  name: 'privacy export',
  french: 'données exporter',
  title: m.exportTitle,
  description: m.exportAbout,
  can: anyone,
  input: {},
  async run({ db, who, now, publicUrl }) {
    const known = newSecret()
    const expiresAt = new Date(now.getTime() + worksForMs)
    await db.ticket.create({ data: { id: digestOf(known), personId: who.id, action: archiveAction, input: {}, expiresAt } })
    const link = buttons({ label: m.link, link: `${publicUrl}/${place}/${known}` })
    return view({ title: m.exportTitle, tone: 'good' }, text(m.ready), secret(link), text(m.worksUntil({ at: moment(expiresAt) })))
  },
})

/** The archives, each at its secret address for as long as the link works. */
export const documents: Documents = {
  place,
  async find(work, known) {
    const ticket = await work.db.ticket.findFirst({ where: { id: digestOf(known), action: archiveAction, expiresAt: { gt: work.now } } })
    return ticket?.personId ? archive(work, ticket.personId) : undefined
  },
}
