import { action, ask, buttons, fold, list, organiser, Refusal, text, view, type Button, type Context, type Suggestion, type View } from '../kit.ts'
import { m } from './messages.ts'
import { codeField, relayMeant } from './relay.ts'
import type { Relay } from './relay-store.ts'

const mostSuggested = 20

/** People with the role of a relay, by what was typed of their name. */
async function suggestRelayPeople({ db, community }: Context, typed: string): Promise<Suggestion[]> {
  const people = await db.person.findMany({ where: { communityId: community.id, roles: { some: { role: 'relay' } } }, select: { id: true, name: true }, orderBy: { name: 'asc' } })
  const fitting = people.filter(({ name }) => fold(name).join(' ').includes(fold(typed).join(' ')))
  return fitting.slice(0, mostSuggested).map(({ id, name }) => ({ value: String(id), label: name }))
}

/** `/contest relay team`: who works for a relay, and one more of them. */
export const relayTeam = action({
  name: 'contest relay team',
  french: 'concours relais équipe',
  title: m.relayTeam,
  description: m.relayTeamAbout,
  can: organiser,
  input: { code: codeField, person: ask.record({ label: m.relayPerson, hint: m.relayPersonHint, names: 'person', suggest: suggestRelayPeople, optional: true }) },
  async run(context, { code, person }) {
    const relay = await relayMeant(context, code)
    if (person !== undefined) await joins(context, relay, person)
    return team(context, relay)
  },
})

async function joins({ db, community, audit }: Context, relay: Relay, personId: number): Promise<void> {
  if ((await db.person.count({ where: { id: personId, communityId: community.id } })) === 0) throw new Refusal(m.noPerson)
  const [row, role] = [{ relayId: relay.id, personId }, { personId, role: 'relay' }]
  await db.relayPerson.upsert({ where: { relayId_personId: row }, create: row, update: {} })
  await db.role.upsert({ where: { personId_role: role }, create: role, update: {} })
  await audit(`contest.relay:${relay.id}`, { joins: personId })
}

async function team({ db }: Context, relay: Relay): Promise<View> {
  const people = await db.relayPerson.findMany({ where: { relayId: relay.id }, include: { person: { select: { name: true } } }, orderBy: { personId: 'asc' } })
  const leaves = (personId: number): Button => ({ label: m.relayLeaves, call: { action: 'contest.relay-leaves', input: { code: relay.code, person: personId } }, style: 'danger' })
  const add: Button = { label: m.relayJoins, call: { action: 'contest.relay-joins', input: { code: relay.code } } }
  return view(
    { title: m.relayTeamOf({ name: relay.name }) },
    text(people.length ? m.relayTeamSees : m.relayTeamNobody),
    people.length > 0 && list(people.map(({ personId, person }) => ({ title: person.name, buttons: [leaves(personId)] }))),
    text(m.relayInviteHint),
    buttons(add),
  )
}

/** The same with a form. */
export const relayJoins = action({
  name: 'contest.relay-joins',
  title: m.relayJoins,
  description: m.relayTeamAbout,
  can: organiser,
  input: { code: ask.text({ label: m.relayCode, max: 40, hidden: true }), person: ask.record({ label: m.relayPerson, hint: m.relayPersonHint, names: 'person', suggest: suggestRelayPeople }) },
  async run(context, { code, person }) {
    const relay = await relayMeant(context, code)
    await joins(context, relay, person)
    return team(context, relay)
  },
})

/** Somebody works for a relay no longer; working for none, she is no relay any more. */
export const relayLeaves = action({
  name: 'contest.relay-leaves',
  title: m.relayLeaves,
  description: m.relayTeamAbout,
  can: organiser,
  input: { code: ask.text({ label: m.relayCode, max: 40, hidden: true }), person: ask.record({ label: m.relayPerson, names: 'person', hidden: true }) },
  async run(context, { code, person: personId }) {
    const { db } = context
    const relay = await relayMeant(context, code)
    await db.relayPerson.deleteMany({ where: { relayId: relay.id, personId } })
    if ((await db.relayPerson.count({ where: { personId } })) === 0) await db.role.deleteMany({ where: { personId, role: 'relay' } })
    await context.audit(`contest.relay:${relay.id}`, { leaves: personId })
    return team(context, relay)
  },
})
