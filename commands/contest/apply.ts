import { mayGuessAt, noteGuess } from '../../bot/guesses.ts'
import { returnLink } from '../../bot/return-link.ts'
import { action, anyone, ask, buttons, moment, Refusal, secret, text, view, type Block, type Button, type Context, type Message, type View } from '../kit.ts'
import { answersUntil, contestMeant, ownApplication, requireOpen, until } from './access.ts'
import { showOpen } from './conversation.ts'
import { m } from './messages.ts'
import { relayCalled } from './relay-store.ts'
import { planReminders } from './remind.ts'
import { showStatus } from './status.ts'
import { findApplication, saveDraft, type Contest, type Open } from './store.ts'
import { noteDealing } from './trail.ts'
import { applicationToWrite, writtenBy } from './writing.ts'

const contestField = ask.text({ label: m.contest, hint: m.contestHint, max: 60, optional: true })

export const applyButton = ({ slug }: Pick<Contest, 'slug'>, label = m.apply): Button =>
  ({ label, call: { action: 'contest apply', input: { contest: slug } }, style: 'primary' })

export const goOnButton = ({ application }: Pick<Open, 'application'>, label = m.goOn): Button =>
  ({ label, call: { action: 'contest.go-on', input: { application: application.id } }, style: 'primary' })

/** `/contest apply`: begins an application, or goes on with the one there is. */
export const apply = action({
  name: 'contest apply',
  french: 'concours candidater',
  title: m.apply,
  description: m.applyAbout,
  can: anyone,
  input: { contest: contestField, relay: ask.text({ label: m.relayCode, hint: m.relayHint, max: 40, optional: true }) },
  async run(context, { contest: name, relay: code }) {
    const contest = await contestMeant(context, name, applyButton)
    const { about, opensAt } = contest
    const known = await findApplication(context, { contestId: contest.id, personId: context.who.id }, context.who)
    if (known?.application.status === 'submitted') return showStatus(context, known)
    if (opensAt > context.now) throw new Refusal(m.opensOn({ contest: about.name, at: moment(opensAt) }))
    if (!known && answersUntil(contest) <= context.now) throw new Refusal(m.closed({ contest: about.name, at: moment(contest.closesAt) }))
    const relay = code === undefined ? undefined : await broughtBy(context, contest, code)
    if (known && known.application.relayId === null && relay?.id) {
      await context.db.application.update({ where: { id: known.application.id }, data: { relayId: relay.id } })
      return goOnWith(context, await ownApplication(context, known.application.id))
    }
    return known ? goOnWith(context, known) : begin(context, contest, relay)
  },
})

interface Brought {
  id?: number
  /** why nobody is */
  said?: Message
}

/** The relay who brought her. A code that is none, or none any more, keeps nobody from applying: she is told, and begins. */
async function broughtBy(context: Context, { id }: Contest, code: string): Promise<Brought> {
  if (await mayGuessAt(context)) return { said: m.relayTooMany }
  const relay = await relayCalled(context, code)
  if (relay?.contestId === id && !relay.closedAt) return { id: relay.id }
  if (!relay) await noteGuess(context)
  return { said: m.relayUnknown({ typed: code }) }
}

async function begin(context: Context, contest: Contest, relay?: Brought): Promise<View> {
  const { db, now, who } = context
  const row = { contestId: contest.id, personId: who.id, status: 'draft', version: contest.version, relayId: relay?.id ?? null, createdAt: now, updatedAt: now }
  const { id } = await db.application.create({ data: row })
  const begun = await ownApplication(context, id)
  const open = await saveDraft(context, begun, begun.draft)
  await listenOnly(context, open)
  await planReminders(context, open)
  const { about } = contest
  return inPrivate(context, open, showOpen(open, relay?.said && text(relay.said), text(m.welcome({ contest: about.name, minutes: about.minutes, at: until(open) })), about.messages?.welcome && text(about.messages.welcome)))
}

/** Takes an application up again, one that was withdrawn too. */
export async function goOnWith(context: Context, open: Open, said: Block[] = [text(m.comeBack)]): Promise<View> {
  requireOpen(context, open)
  const { id, status } = open.application
  if (status === 'withdrawn') await context.db.application.update({ where: { id }, data: { status: 'draft' } })
  await context.db.application.update({ where: { id }, data: { helping: false } })
  if (open.isWritten) await noteDealing(context, id, 'read')
  await listenOnly(context, open)
  const saved = await saveDraft(context, open, open.draft)
  return inPrivate(context, open, showOpen({ ...saved, news: open.news }, ...said))
}

/** What is written in private is an answer to one application at a time. */
export async function listenOnly(context: Context, { application: { id } }: Open): Promise<void> {
  const hers = [{ personId: context.who.id }, { id: { in: await writtenBy(context) } }]
  await context.db.application.updateMany({ where: { OR: hers, id: { not: id } }, data: { listening: false } })
}

/** Answers are for no channel: what began in one goes on in private, and on the web where nobody can be written to. */
export async function inPrivate(context: Context, open: Open, shown: View): Promise<View> {
  if (context.where.channel === null) return shown
  await context.tell({ person: context.who.id }, shown, { key: `contest:${open.application.id}:${context.now.toISOString()}` })
  return view({ title: open.contest.about.name }, text(m.moved), secret(buttons({ label: m.onTheWeb, link: await linkTo(context, open) })))
}

/** Her personal link to her application, for as long as it can be answered. */
export const linkTo = (context: Context, open: Open): Promise<string> =>
  returnLink(context, context.who.id, { action: 'contest.go-on', input: { application: open.application.id } }, answersUntil(open.contest, open.application))

const input = { application: ask.record({ label: m.application, hidden: true }) }

/** Goes on where she was. */
export const goOn = action({
  name: 'contest.go-on',
  title: m.goOn,
  description: m.applyAbout,
  can: anyone,
  input,
  run: async (context, { application }) => goOnWith(context, await applicationToWrite(context, application)),
})

/** Turns away for now: what she writes is no answer any more, and her personal link leads back. */
export const later = action({
  name: 'contest.later',
  title: m.keptTitle,
  description: m.applyAbout,
  can: anyone,
  input,
  run: async (context, { application }) => continuesLater(context, await applicationToWrite(context, application)),
})

export async function continuesLater(context: Context, open: Open): Promise<View> {
  await context.db.application.update({ where: { id: open.application.id }, data: { listening: false, helping: false } })
  if (open.isWritten) return view({ title: m.keptTitle, tone: 'good' }, text(m.keptWritten), buttons(goOnButton(open)))
  const link = buttons({ label: m.myLink, link: await linkTo(context, open) })
  return view({ title: m.keptTitle, tone: 'good' }, text(m.kept({ at: until(open) })), secret(link), buttons(goOnButton(open)))
}
