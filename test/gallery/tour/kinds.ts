import type { Locale } from '../../../bot/text.ts'
import type { DrawnField, Form } from '../../../bot/form.ts'
import { m } from '../../../bot/messages.ts'
import type { View } from '../../../bot/view.ts'
import type { GalleryCommunity } from '../community.ts'
import { pdfId, pictureId } from '../files.ts'

const words: Record<Locale, { title: string; text: string; item: string; option: string }> = {
  en: { title: 'Everything at once', text: 'Nobody reads a text as long as this one, and yet it has to be shown. ', item: 'Item', option: 'An answer' },
  fr: { title: 'Tout à la fois', text: 'Personne ne lit un texte aussi long, et pourtant il faut bien l’afficher. ', item: 'Élément', option: 'Une réponse' },
}

const call = (number: number) => ({ action: 'job show', input: { number } })
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index + 1))

/** What no capability shows today, or not as much of it. */
const viewsIn = (locale: Locale): Record<string, View> => {
  const { title, text, item, option } = words[locale]
  const picture = { kind: 'image' as const, fileId: pictureId, alt: title }
  return {
    'pictures and files': { title, blocks: [picture, { ...picture, fileId: 'a-file-that-is-gone-0' }, { kind: 'files', files: [{ fileId: pdfId, name: 'job *description*.pdf', size: 14 }, { fileId: 'another-that-is-gone0', name: 'gone.pdf', size: 99_000 }] }] },
    'a very long list': { title, blocks: [{ kind: 'list', items: times(40, (index) => ({ title: `${item} ${index}`, buttons: [{ label: m.more, call: call(index) }] })) }] },
    'a very long text': { title: title.repeat(20), tone: 'good', blocks: [{ kind: 'text', text: text.repeat(60) }, { kind: 'quote', text: `${text}\n\n`.repeat(5) }] },
    'many facts': { title, tone: 'past', blocks: [{ kind: 'facts', facts: times(30, (index) => ({ label: m.yes, value: `${item} ${index}` })) }] },
    'many buttons': { tone: 'problem', blocks: [{ kind: 'text', text: title }, { kind: 'buttons', buttons: [
      ...times(12, (index) => ({ label: `${item} ${index}`, call: call(index), ...(index % 3 ? {} : { style: 'danger' as const, confirm: m.expired }) })),
      { label: 'https', link: 'https://example.org/' }, { label: 'javascript', link: 'javascript:alert(1)' }, { label: option.repeat(20), call: { action: 'expert ask', input: { question: text.repeat(30) } } },
    ] }] },
    'a large select': { blocks: [{ kind: 'select', label: m.nearest({ command: title }), options: times(60, (index) => ({ label: `${option} ${index}`, call: call(index) })) }] },
    'buttons alone': { blocks: [{ kind: 'buttons', buttons: [{ label: title, call: call(1) }] }] },
    'nothing': { blocks: [] },
  }
}

type Fields = DrawnField[]

const options = (locale: Locale, count: number) => times(count, (index) => ({ value: `v${index}`, label: `${words[locale].option} ${index}` }))

const fieldsIn = (locale: Locale): Fields => {
  const label = words[locale].item
  return [
    { name: 'line', kind: 'text', label, max: 80, placeholder: words[locale].title },
    { name: 'lines', kind: 'text', label, hint: words[locale].text.repeat(4), max: 5000, lines: 'many', optional: true },
    { name: 'number', kind: 'number', label, min: 1, max: 9, whole: true },
    { name: 'date', kind: 'date', label },
    { name: 'day', kind: 'date', label, optional: true },
    { name: 'few', kind: 'choice', label, options: options(locale, 3), optional: true },
    { name: 'some', kind: 'choice', label, options: options(locale, 12) },
    { name: 'many', kind: 'choice', label, options: options(locale, 30) },
    { name: 'fewTicks', kind: 'choices', label, options: options(locale, 4) },
    { name: 'someTicks', kind: 'choices', label, options: options(locale, 15), max: 3, optional: true },
    { name: 'yesno', kind: 'yesno', label: words[locale].text },
    { name: 'link', kind: 'link', label },
    { name: 'email', kind: 'email', label, optional: true },
    { name: 'phone', kind: 'phone', label, country: 'FR' },
    { name: 'amount', kind: 'number', label, currency: 'EUR', optional: true },
    { name: 'files', kind: 'files', label, max: 3, types: ['application/pdf', 'image/png'], optional: true },
    { name: 'record', kind: 'record', label, suggests: true },
    { name: 'person', kind: 'text', label, max: 80, names: 'person', optional: true },
    { name: 'channel', kind: 'text', label, max: 80, names: 'channel' },
  ]
}

const formsIn = (locale: Locale): Record<string, Form> => {
  const about = { action: 'kinds', title: words[locale].title.repeat(3), description: words[locale].text, fields: fieldsIn(locale), hidden: { number: 1 } }
  const values = {
    line: 'x', lines: words[locale].text.repeat(45), number: 'seven', date: 'tomorrow', day: '2026-12-31', few: 'v2', some: 'v3', many: 'v30', fewTicks: ['v1', 'v2'], someTicks: 'v1, v15', yesno: true,
    link: 'https://example.org', email: 'ada@example.org', phone: '06 12', amount: '12 €', files: [pdfId], record: '12', person: '#1', channel: 'C0GENERAL1',
  }
  return {
    'every kind of field, empty': { ...about, values: {}, problems: {} },
    'every kind of field, filled in, with problems': { ...about, values, problems: Object.fromEntries(about.fields.map(({ name }) => [name, words[locale].text])) },
  }
}

export async function kinds({ locale, album, visitor }: GalleryCommunity): Promise<void> {
  const reader = { locale, timeZone: 'Europe/Paris' }
  const { account } = await visitor('Ada Kinds', { discord: '700000000000000003' })
  album.page = 'kinds'
  for (const [name, view] of Object.entries(viewsIn(locale))) album.hang(name, 'kinds', { kind: 'view', view, reader })
  for (const [name, form] of Object.entries(formsIn(locale))) album.hang(name, 'kinds', { kind: 'form', form, from: account, reader })
  album.page = undefined
}
