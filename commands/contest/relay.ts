import { action, ask, buttons, facts, Invalid, list, locales, organiser, Refusal, text, view, type Block, type Button, type Can, type Context, type Item, type Message, type View } from '../kit.ts'
import { contestMeant } from './access.ts'
import { m } from './messages.ts'
import { figuresShown, type Stage } from './relay-figures.ts'
import { linkOf, posterLink } from './relay-links.ts'
import { addRelay, contactsOf, countsOf, keepContact, relayCalled, relaysFor, seenCandidates, stagesOf, worksFor, type Relay, type RelayKind, type SeenCandidate } from './relay-store.ts'
import { resultLabels } from './results.ts'

const kindLabels: Record<RelayKind, Message> = { association: m.relayAssociation, media: m.relayMedia, other: m.relayOther }
const kindOptions = (Object.keys(kindLabels) as RelayKind[]).map((value) => ({ value, label: kindLabels[value] }))
const languageLabels = { en: m.english, fr: m.french }
export const languageOptions = locales.map((value) => ({ value, label: languageLabels[value] }))
const stageLabels: Record<Stage, Message> = { reached: m.stageReached, started: m.stageStarted, submitted: m.stageSubmitted, ...resultLabels }

/** Who organises, and who works for a relay. */
export const relayOrOrganiser: Can = { allows: ({ roles }) => roles.has('relay') || roles.has('organiser'), refusal: m.relaysOnly }

const contestField = ask.text({ label: m.contest, hint: m.contestHint, max: 60, optional: true })
export const codeField = ask.text({ label: m.relayCode, hint: m.relayCodeHint, max: 40 })
const about = {
  name: ask.text({ label: m.relayName, hint: m.relayNameHint, min: 2, max: 80 }),
  kind: ask.choice({ label: m.relayKind, options: kindOptions }),
  contact: ask.text({ label: m.relayContact, hint: m.relayContactHint, max: 200 }),
  language: ask.choice({ label: m.relayLanguage, options: languageOptions }),
}

/** The relay of a code. @throws Refusal */
export async function relayMeant(context: Context, code: string): Promise<Relay> {
  const relay = await relayCalled(context, code)
  if (!relay) throw new Refusal(m.noRelay({ typed: code }))
  return relay
}

const listButton: Button = { label: m.relayList, call: { action: 'contest relay list', input: {} } }

/** `/contest relay add`: a code, a link and a poster for who brings candidates. */
export const relayAdd = action({
  name: 'contest relay add',
  french: 'concours relais ajouter',
  title: m.relayAdd,
  description: m.relayAddAbout,
  can: organiser,
  input: { ...about, contest: contestField },
  async run(context, { contest: called, language: locale, ...given }) {
    const contest = await contestMeant(context, called, (one) => ({ label: m.relayAdd, call: { action: 'contest relay add', input: { ...given, language: locale, contest: one.slug } } }))
    const relay = await addRelay(context, contest, { ...given, locale })
    if (!relay) throw new Invalid({ name: m.relayKnown({ name: given.name }) })
    await context.audit(`contest.relay:${relay.id}`, { added: relay.name })
    return view({ title: m.relayAdded({ name: relay.name }), tone: 'good' }, ...waysOf(context, relay), buttons(teamButton(relay), listButton))
  },
})

/** What is handed to a relay. */
function waysOf({ publicUrl }: Context, relay: Relay): (Block | undefined)[] {
  const link = linkOf(publicUrl, relay)
  return [facts([m.relayCode, relay.code], [m.relayLink, link]), text(m.relayLinkAbout), buttons({ label: m.poster, link: posterLink(publicUrl, relay) })]
}

const teamButton = ({ code }: Relay): Button => ({ label: m.relayTeam, call: { action: 'contest relay team', input: { code } } })

/** `/contest relay list`: what became of those each relay brought; to who works for one, hers. */
export const relayList = action({
  name: 'contest relay list',
  french: 'concours relais liste',
  title: m.relayList,
  description: m.relayListAbout,
  can: relayOrOrganiser,
  reads: true,
  input: {},
  async run(context) {
    const relays = await relaysFor(context)
    const isOrganiser = context.who.roles.has('organiser')
    const add: Button = { label: m.relayAdd, call: { action: 'contest relay add', input: {} } }
    if (!relays.length) return view({ title: m.relayList }, text(isOrganiser ? m.relayNone : m.relayNoneYours), buttons(isOrganiser && add))
    const items: Item[] = []
    const contacts = isOrganiser ? await contactsOf(context.db, relays) : undefined
    for (const relay of relays) items.push(await itemOf(context, relay, contacts))
    return view({ title: m.relayList }, text(m.figuresAbout), list(items), buttons(isOrganiser && add))
  },
})

/** `contacts` are for organisers alone. */
async function itemOf(context: Context, relay: Relay, contacts?: Map<number, string>): Promise<Item> {
  const { id, code, name, kind, closedAt, contest } = relay
  const isOrganiser = contacts !== undefined
  const worksForIt = await worksFor(context, relay)
  const seen = await seenCandidates(context, relay)
  const shown = figuresShown(await countsOf(context, relay, worksForIt ? seen : []))
  const title = m.relayTitle({ name, contest: contest.about.name })
  const block = facts(
    [m.relayKind, kindLabels[kind]],
    [m.relayLink, closedAt ? m.relayClosedFact : linkOf(context.publicUrl, relay)],
    isOrganiser && [m.relayContact, contacts.get(id)],
    ...(await stagesOf(context, relay)).map((stage): [Message, Message] => [stageLabels[stage], shown[stage] === undefined ? m.fewerThanFive : m.figure({ count: shown[stage] })]),
  )
  const input = { code }
  return {
    title,
    ...(block?.kind === 'facts' ? { facts: block.facts } : {}),
    buttons: [
      ...(closedAt ? [] : [{ label: m.poster, link: posterLink(context.publicUrl, relay) }]),
      ...(worksForIt && !closedAt ? [{ label: m.relayOpen, call: { action: 'contest relay open', input } }] : []),
      ...(worksForIt ? [{ label: m.relaySeen, call: { action: 'contest.relay-seen', input } }] : []),
      ...(isOrganiser ? [teamButton(relay), { label: m.relayEdit, call: { action: 'contest relay edit', input } }] : []),
      ...(isOrganiser && !closedAt ? [{ label: m.relayClose, call: { action: 'contest relay close', input }, style: 'danger' as const, confirm: m.relayCloseConfirm({ name }) }] : []),
    ],
  }
}

/** Those who agreed that their relay sees whether they have finished: to who works for it, and to nobody else. */
export const relaySeen = action({
  name: 'contest.relay-seen',
  title: m.relaySeen,
  description: m.relayListAbout,
  can: relayOrOrganiser,
  reads: true,
  input: { code: ask.text({ label: m.relayCode, max: 40, hidden: true }) },
  async run(context, { code }) {
    const relay = await relayMeant(context, code)
    if (!(await worksFor(context, relay))) throw new Refusal(m.noRelay({ typed: code }))
    const seen = await seenCandidates(context, relay)
    return view({ title: m.relaySeen }, text(seen.length ? m.relaySeenAbout : m.relaySeenNone), seen.length > 0 && list(seen.map((one) => ({ title: one.name, text: whether(one) }))), buttons(listButton))
  },
})

function whether({ status, reference }: SeenCandidate): Message {
  if (status === 'submitted') return m.seenSent({ reference: reference ?? '' })
  return status === 'withdrawn' ? m.seenWithdrawn : m.seenBegun
}

/** `/contest relay edit`: what is told of a relay; its code stays, as it is printed. */
export const relayEdit = action({
  name: 'contest relay edit',
  french: 'concours relais modifier',
  title: m.relayEdit,
  description: m.relayEditAbout,
  can: organiser,
  asks: 'always',
  input: { code: codeField, ...about },
  async fill(context, { code }) {
    if (code === undefined) return {}
    const { id, name, kind, locale } = await relayMeant(context, code)
    return { name, kind, contact: (await contactsOf(context.db, [{ id }])).get(id), language: locale }
  },
  async run(context, { code, language: locale, contact, ...given }) {
    const relay = await relayMeant(context, code)
    const namesake = await context.db.relay.findFirst({ where: { contestId: relay.contestId, name: given.name, id: { not: relay.id } } })
    if (namesake) throw new Invalid({ name: m.relayKnown({ name: given.name }) })
    await context.db.relay.update({ where: { id: relay.id }, data: { ...given, locale } })
    await keepContact(context.db, relay.id, contact)
    await context.audit(`contest.relay:${relay.id}`, { edited: given.name })
    return view({ title: m.relayEdited({ name: given.name }), tone: 'good' }, ...waysOf(context, relay), buttons(listButton))
  },
})

/** `/contest relay close`: its link brings nobody any more; those it brought stay its own. */
export const relayClose = action({
  name: 'contest relay close',
  french: 'concours relais fermer',
  title: m.relayClose,
  description: m.relayCloseAbout,
  can: organiser,
  input: { code: codeField },
  async run(context, { code }): Promise<View> {
    const relay = await relayMeant(context, code)
    await context.db.relay.updateMany({ where: { id: relay.id, closedAt: null }, data: { closedAt: context.now } })
    await context.audit(`contest.relay:${relay.id}`, { closed: relay.name })
    return view({ title: m.relayClosed({ name: relay.name }), tone: 'good' }, text(m.relayCloseAbout), buttons(listButton))
  },
})
