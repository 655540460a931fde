import { parse } from 'node-html-parser'
import { formOffer, inTheWay, pageOf } from '../../../adapters/slack/own-views.ts'
import { h } from '../../../adapters/slack/hindrances.ts'
import { m } from '../../../adapters/slack/messages.ts'
import { optionAsTyped } from '../../../adapters/slack/suggest.ts'
import { noticeOf } from '../../../adapters/slack/views.ts'
import { hinderedView } from '../../../bot/hindered.ts'
import type { Message } from '../../../bot/text.ts'
import { view, type View } from '../../../bot/view.ts'
import { modalDrawn } from '../slack.ts'
import type { Drawing } from '../draw.ts'
import { pictureId } from '../files.ts'
import { visible } from '../outline.ts'
import { opens, ownPage, type Own, type OwnPiece } from './own.ts'

const community = 'Cyberelles <b>& Cie</b>'

const sentences: Record<string, Message> = {
  'a workspace that nobody agreed to': m.notAgreed({ community }),
  'Slack does not say who somebody is': m.unreachable,
  'a bug': m.trouble({ reference: 'x7Kq_2Lm' }),
  'files in private': m.filesInMessage,
  'a shortcut on a message without words': m.shortcutEmpty,
}

const notices: Record<string, Message> = {
  'a form that takes long': m.working,
  'a form that took long, done': m.done,
  'a form that took long, refused': m.notAgreed({ community }),
  'a form that took long, too old': m.oldForm,
}

const hindrances: Message[] = [h.invite, h.archived, h.closedChannel, h.messageLimit, h.noMessagesTab, h.missingScope({ scope: 'im:write' })]

const pages: Record<string, [Message, Message]> = {
  'the browser, installed': [m.installedTitle, m.installed],
  'the browser, installed, and nobody agreed yet': [m.installedTitle, m.installedWaits({ community })],
  'the browser, not installed': [m.notInstalledTitle, m.notInstalled],
}

const elements = new Set(['html', 'meta', 'title', 'h1', 'p'])

/** A page is words alone: whatever else is in it was made of somebody’s. */
const pageDrawn = (html: string): Drawing => ({
  text: visible(html),
  payload: html,
  problems: parse(html).querySelectorAll('*').flatMap(({ tagName }) => (elements.has(tagName.toLowerCase()) ? [] : [`an element of another kind: ${tagName}`])),
})

const optionDrawn = ({ text: { text }, value }: ReturnType<typeof optionAsTyped>): Drawing => ({ text: `option ${value} | ${text}`, payload: text, problems: text.length > 75 ? ['an option holds 75 characters'] : [] })

/** What Slack’s adapter says by itself. */
export function ownOnSlack({ gallery, words, reader }: Own): OwnPiece[] {
  const piece = (name: string, shown: View, isHome = false): OwnPiece => ({ name, page: ownPage, kind: 'view', view: shown, reader, isHome, isOwn: true })
  const form = opens(gallery, 'job post · fresh')
  const [first, second] = form.fields
  const problems = { [first?.name ?? '']: words.plain(m.unknownPerson, reader), [second?.name ?? '']: words.plain(m.filesUnreadable({ name: 'CV “été”.pdf' }), reader) }
  const call = { action: 'slack.form', input: { what: { typed: '/job post' } } }
  const from = { spaceId: gallery.spaces.slack, externalId: 'U0ADA00001', name: 'Ada' }
  return [
    ...Object.entries(sentences).map(([name, sentence]) => piece(name, inTheWay(sentence))),
    piece('a form that could not be opened in time', formOffer(form, true, call)),
    piece('a form asked for in words', formOffer({ ...form, problems: {} }, false, call)),
    piece('a form with problems, closed before its answer', formOffer({ ...form, problems }, false, call)),
    piece('the home in a workspace that nobody agreed to', inTheWay(m.notAgreed({ community })), true),
    { name: 'a form with problems', page: ownPage, kind: 'form', form: { ...form, problems }, reader, from },
    ...hindrances.map((advice) => piece(`organisers: ${advice.message.slice(advice.message.indexOf('.') + 1)}`, hinderedView({ channel: '#jobs', space: 'Cyberelles Pro', advice }))),
    piece('a picture that nobody described', view({}, { kind: 'image', fileId: pictureId, alt: '' })),
    { name: 'what is typed where something is suggested', page: ownPage, drawing: optionDrawn(optionAsTyped(words, 'Saint-Étienne', reader)) },
    ...Object.entries(notices).map(([name, notice]) => ({ name, page: ownPage, drawing: modalDrawn(noticeOf({ words }, form.title, notice, reader)) })),
    ...Object.entries(pages).map(([name, [title, text]]) => ({ name, page: ownPage, drawing: pageDrawn(pageOf(words, reader.locale, title, text)) })),
  ]
}
