import type { Form } from '../../bot/engine.ts'
import type { Locale, Message } from '../../bot/text.ts'
import { buttons, text, view, type Call, type View } from '../../bot/view.ts'
import type { Words } from '../../bot/words.ts'
import { m } from './messages.ts'

// What the adapter says by itself, beside what capabilities say; `test/gallery/own` draws each of these.

/** What is in the way. */
export const inTheWay = (message: Message): View => view({ tone: 'problem' }, text(message))

/** What offers a form that could not be opened: it was too late, or there was nothing to open it with. */
export function formOffer({ title, problems }: Form, isLate: boolean, call: Call): View {
  const wrong = Object.values(problems).map((problem) => text(problem))
  const about = isLate ? m.pressAgain : wrong.length ? m.openFormAgain : m.openFormAbout
  return view({ title }, text(about), ...wrong, buttons({ label: m.openForm, call, style: 'primary' }))
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A page for the browser of who installs the assistant. */
export function pageOf(words: Words, locale: Locale, title: Message, text: Message): string {
  const say = (message: Message) => escaped(words.plain(message, { locale, timeZone: 'UTC' }))
  return `<!doctype html><html lang="${locale}"><meta name="viewport" content="width=device-width"><title>${say(title)}</title><h1>${say(title)}</h1><p>${say(text)}</p></html>`
}
