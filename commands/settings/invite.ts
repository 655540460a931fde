import { action, ask, buttons, Invalid, list, moment, organiser, text, view, type Item, type Message, type Role, type View } from '../kit.ts'
import { invitationOf, invitationView } from './invitation.ts'
import { m } from './messages.ts'
import { hasLetter } from './rules.ts'
import { settingsButton } from './show.ts'
import { expectedPerson, namesakes, type Namesake } from './store.ts'

const roleLabels = {
  member: m.member,
  organiser: m.organiser,
  juror: m.juror,
  mentor: m.mentor,
  relay: m.relay,
  sponsor: m.sponsor,
  candidate: m.candidate,
} satisfies Record<Role, Message>

const roleOptions = Object.entries(roleLabels).map(([value, label]) => ({ value: value as Role, label }))

const memberItem = ({ id, name, createdAt }: Namesake): Item => ({
  title: name,
  facts: [{ label: m.hereSince, value: m.at({ at: moment(createdAt, 'date') }) }],
  buttons: [{ label: m.newLinkFor({ person: name }), call: { action: 'settings.relink', input: { person: id } }, style: 'primary' }],
})

/** Asks which is meant: somebody who is here, or another of her name. */
const alreadyHere = (people: Namesake[], typed: { name: string; role: Role }): View =>
  view(
    { title: m.alreadyMember({ person: typed.name }), tone: 'problem' },
    text(m.newLinkAbout),
    list(people.map(memberItem)),
    buttons({ label: m.somebodyNew, call: { action: 'settings invite', input: { ...typed, another: true } } }, settingsButton),
  )

export const invite = action({
  name: 'settings invite',
  french: 'réglages inviter',
  title: m.invite,
  description: m.inviteDescription,
  can: organiser,
  input: {
    name: ask.text({ label: m.personName, hint: m.personNameHint, min: 2, max: 80 }),
    role: ask.choice({ label: m.role, hint: m.roleHint, options: roleOptions, optional: true }),
    another: ask.yesno({ label: m.somebodyNew, hidden: true, optional: true }),
  },
  async run(context, { name, role = 'member', another = false }) {
    if (!hasLetter(name)) throw new Invalid({ name: m.nameWithoutLetter })
    const people = await namesakes(context, name)
    const here = people.filter(({ hasCome }) => hasCome)
    if (here.length && !another) return alreadyHere(here, { name, role })
    const id = await expectedPerson(context, people.find(({ hasCome }) => !hasCome), { name, role })
    const invitation = await invitationOf(context, id)
    if (!invitation.again) await context.audit(`invite:${id}`, { role })
    const title = invitation.again ? m.alreadyInvited({ person: name }) : m.invited({ person: name })
    return invitationView(context, invitation, { title, role: roleLabels[role] })
  },
})
