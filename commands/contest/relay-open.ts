import { newCode } from '../../bot/code.ts'
import { standing } from '../../bot/dialog/step.ts'
import { action, anyone, ask, buttons, list, Refusal, secret, text, view, type Block, type Button, type Can, type Context, type Item, type View } from '../kit.ts'
import { requireOpen, until } from './access.ts'
import { goOnButton, inPrivate, listenOnly } from './apply.ts'
import { showOpen } from './conversation.ts'
import { m } from './messages.ts'
import { codeField, languageOptions, relayMeant } from './relay.ts'
import { worksFor } from './relay-store.ts'
import { findApplication, saveDraft, type Open } from './store.ts'
import { noteDealing } from './trail.ts'
import { applicationToWrite, asWriter, writtenBy } from './writing.ts'

const ofRelay: Can = { allows: ({ roles }) => roles.has('relay'), refusal: m.relayPeopleOnly }

/** By the first signs a file is found; the others are the secret, and after so many wrong ones none is looked at. */
export const codeSigns = { handle: 4, secret: 8 } as const

/** `/contest relay open`: a file for a candidate without a telephone or an account, written with her. */
export const relayOpen = action({
  name: 'contest relay open',
  french: 'concours relais ouvrir',
  title: m.relayOpen,
  description: m.relayOpenAbout,
  can: ofRelay,
  input: { code: codeField, name: ask.text({ label: m.candidateName, hint: m.candidateNameHint, min: 1, max: 80 }), language: ask.choice({ label: m.candidateLanguage, options: languageOptions }) },
  async run(context, { code, name, language }) {
    const { db, now, who, community } = context
    const relay = await relayMeant(context, code)
    if (relay.closedAt || !(await worksFor(context, relay))) throw new Refusal(m.noRelay({ typed: code }))
    const { contest } = relay
    if (contest.opensAt > now) throw new Refusal(m.relayOpenLater)
    requireOpen(context, { contest })
    const { id: personId } = await db.person.create({ data: { communityId: community.id, name, locale: language, createdAt: now } })
    const { id } = await db.application.create({ data: { contestId: contest.id, personId, status: 'draft', version: contest.version, relayId: relay.id, createdAt: now, updatedAt: now } })
    await db.handover.create({ data: { applicationId: id, personId, writerId: who.id, handle: newCode(codeSigns.handle), secret: newCode(codeSigns.secret), createdAt: now } })
    await noteDealing(context, id, 'opened')
    const begun = await applicationToWrite(context, id)
    const open = await saveDraft(context, begun, begun.draft)
    await listenOnly(context, open)
    return inPrivate(context, open, showOpen(open, text(m.writingWith({ name }))))
  },
})

/** `/contest relay files`: the files she writes with candidates. */
export const relayFiles = action({
  name: 'contest relay files',
  french: 'concours relais dossiers',
  title: m.relayFiles,
  description: m.relayFilesAbout,
  can: ofRelay,
  reads: true,
  input: {},
  async run(context) {
    const items: Item[] = []
    for (const id of await writtenBy(context)) {
      const open = await findApplication(context, { id }, context.who)
      if (open) items.push(await itemOf(context, asWriter(open)))
    }
    const more: Button = { label: m.relayOpen, call: { action: 'contest relay open', input: {} } }
    return view({ title: m.relayFiles }, text(items.length ? m.relayFilesAbout : m.relayFilesNone), items.length > 0 && list(items), buttons(more))
  },
})

async function itemOf({ db }: Context, open: Open): Promise<Item> {
  const { name } = await db.person.findUniqueOrThrow({ where: { id: open.application.personId }, select: { name: true } })
  const { question, number, of } = standing(open.set, { answers: open.draft.answers })
  return { title: name, text: question ? m.fileGiven({ given: number - 1, of }) : m.fileWhole, buttons: [goOnButton(open), handOverButton(open)] }
}

export const handOverButton = ({ application: { id } }: Pick<Open, 'application'>): Button =>
  ({ label: m.handOver, call: { action: 'contest.hand-over', input: { application: id } }, style: 'primary' })

/** A code for the candidate, instead of the one before: with it she takes the file over. */
export const handOver = action({
  name: 'contest.hand-over',
  title: m.handOver,
  description: m.relayOpenAbout,
  can: anyone,
  input: { application: ask.record({ label: m.application, hidden: true }) },
  async run(context, { application: id }): Promise<View> {
    const open = await applicationToWrite(context, id)
    if (!open.isWritten) throw new Refusal(m.notFound)
    requireOpen(context, open)
    const [handle, rest] = [newCode(codeSigns.handle), newCode(codeSigns.secret)]
    await context.db.handover.update({ where: { applicationId: id }, data: { handle, secret: rest, tries: 0 } })
    const letters = `${handle}-${rest.slice(0, 4)}-${rest.slice(4)}`
    return view({ title: m.handOver, tone: 'good' }, ...ways(context, open, letters), text(m.handOverAfter), buttons(goOnButton(open)))
  },
})

/** Both ways to take a file over: by a link, and by the code. */
const ways = ({ publicUrl }: Context, open: Open, letters: string): Block[] => [
  secret(text(m.handOverCode({ letters }))),
  secret(text(m.handOverLink({ link: `${publicUrl}/apply/${open.contest.slug}?claim=${letters}`, at: until(open) }))),
]
