import { action, ask, organiser, Refusal, text, view } from '../kit.ts'
import { invitationOf, invitationView } from './invitation.ts'
import { m } from './messages.ts'

/** Lets somebody who lost her session, or has a second device, come back as herself. */
export const relink = action({
  name: 'settings.relink',
  title: m.relink,
  description: m.relinkDescription,
  can: organiser,
  input: { person: ask.record({ label: m.personName, names: 'person', hidden: true }) },
  async run(context, { person: id }) {
    const { db, community, audit } = context
    const person = await db.person.findFirst({ where: { id, communityId: community.id }, select: { name: true } })
    if (!person) throw new Refusal(m.noSuchPerson)
    const invitation = await invitationOf(context, id)
    // Each time: whoever has the link can come in as her.
    await audit(`relink:${id}`)
    // She is told as well, since it opens her account.
    await context.tell({ person: id }, view({ title: m.relink }, text(m.relinked({ organiser: context.who.name }))), {
      key: `relink:${id}:${invitation.expiresAt.toISOString()}`,
    })
    return invitationView(context, invitation, { title: m.newLinkFor({ person: person.name }) })
  },
})
