import { callFor, type FormState } from '../../../adapters/discord/form-state.ts'
import { h } from '../../../adapters/discord/hindrances.ts'
import { m } from '../../../adapters/discord/messages.ts'
import { askedFirst, formOffer, lookAgain, nextStep } from '../../../adapters/discord/own-views.ts'
import { nameOfPermission } from '../../../adapters/discord/permissions.ts'
import { greetingOf } from '../../../adapters/discord/private-thread.ts'
import { wordsRefused } from '../../../bot/authored.ts'
import { hinderedView } from '../../../bot/hindered.ts'
import type { Message } from '../../../bot/text.ts'
import { text, view, type View } from '../../../bot/view.ts'
import { bodyDrawn } from '../discord.ts'
import { aJob, opens, ownPage, type Own, type OwnPiece } from './own.ts'

const sentences: Record<string, Message> = {
  'a server that nobody agreed to': m.notConnected,
  'Discord says nothing about somebody': m.unreachable,
  'a command of an earlier version': m.oldCommand,
  'a button of an earlier version': m.oldButton,
  'a form of somebody else': m.oldForm,
  'a bug': m.bug({ reference: 'x7Kq_2Lm' }),
  'nothing to say': m.done,
  'a person not met yet': m.personUnknown({ person: 'Ève *' }),
  'files in private': m.filesInForms,
  'a sticker in private': m.wordsOnly,
  'what waited is shown': m.waiting,
  'a question, no': m.cancelled,
  'among what was not delivered: no event may be created': h.noEvents({ permission: `“${nameOfPermission('CreateEvents')}”` }),
}

const hindrances: Message[] = [
  h.channelGone, h.serverGone, h.missing({ permissions: nameOfPermission('SendMessages') }), h.wrongKind, h.full({ error: '30033' }), h.tooManyFiles, h.wantsTag, h.locked,
  h.threads, h.autoMod, h.harmful, h.refused({ detail: '50035 Invalid Form Body' }),
]

/** What Discord’s adapter says by itself. */
export async function ownOnDiscord({ gallery, words, reader }: Own): Promise<OwnPiece[]> {
  const { database, clock } = gallery
  const piece = (name: string, shown: View): OwnPiece => ({ name, page: ownPage, kind: 'view', view: shown, reader, isOwn: true })
  const say = (message: Message) => words.plain(message, reader)
  const form = opens(gallery, 'job post · fresh')
  const call = (state: Partial<FormState>) => callFor(database, { action: form.action, input: {}, done: [], by: 'visitor-1', here: true, ...state }, 0, clock.now())
  const problems = { [form.fields[0]?.name ?? '']: say(m.personUnknown({ person: 'Ève' })), [form.fields.at(-1)?.name ?? '']: say(m.fileUnreadable({ name: 'CV “été”.pdf' })) }
  const edit = { label: m.editAgain, call: { action: 'job edit', input: { id: 12 } } }
  const refused = (advice: Message) => wordsRefused({ title: aJob, edit }, { channel: '#jobs', space: 'Les Cyberelles' }, say(advice))
  const question = { question: say(m.formWaits), label: say(m.done), danger: true, call: { action: 'job close', input: { id: 12 } } }
  return [
    ...Object.entries(sentences).map(([name, sentence]) => piece(name, view({}, text(sentence)))),
    piece('a form that could not be opened', formOffer(form, await call({}))),
    piece('a form of several steps, after the first', nextStep(form, { step: 1, steps: 2 }, await call({ input: { title: aJob }, done: ['title'] }))),
    piece('a form with problems', lookAgain({ ...form, problems }, await call({ problems }))),
    piece('a button that asks first', askedFirst(question, { id: 'a1b2c3d4e5f6' })),
    ...hindrances.map((advice) => piece(`organisers: ${advice.message.slice(advice.message.indexOf('.') + 1)}`, hinderedView({ channel: '#jobs', space: 'Les Cyberelles', advice }))),
    piece('her words, refused by AutoMod', refused(h.sayOtherwise)),
    piece('her link, taken for harmful', refused(h.otherLink)),
    { name: 'written to before any server is served', page: ownPage, drawing: bodyDrawn({ content: say(m.nowhere), flags: 0, allowed_mentions: { parse: [] }, attachments: [] }) },
    { name: 'a private thread, as her direct messages are closed', page: ownPage, drawing: bodyDrawn(greetingOf(words, '100000000000000001', reader)) },
  ]
}
