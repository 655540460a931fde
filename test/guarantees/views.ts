import fc from 'fast-check'
import type { DrawnBlock, Drawn } from '../../bot/draw.ts'
import { catalogue } from '../../bot/text.ts'
import type { Message, Text } from '../../bot/text.ts'
import type { Block, Button, Item, View } from '../../bot/view.ts'
import { createWords, plainOf } from '../../bot/words.ts'
import type { Inline, Reader } from '../../bot/words.ts'

/** Views of every shape and size, and what is to be found in them again however they are cut. */

const s = catalogue('views', {
  en: { label: 'Label', nested: '<b>{first} <i>{second}</i></b> {first} <code>{second}</code> {at}', labelled: 'Label {first}' },
  fr: { label: 'Étiquette', nested: '<b>{first} <i>{second}</i></b> {first} <code>{second}</code> {at}', labelled: 'Étiquette {first}' },
})
export const viewMessages = s
export const words = createWords([s])
export const reader: Reader = { locale: 'fr', timeZone: 'Europe/Paris' }

const pieces = ['mot', 'Longtemps, ', 'je me suis. ', ' ', '\n', '\n\n', '🎉', '👩🏽‍💻', '漢字', 'é', 'e\u0301', '**', '_', '&', '<', '>', '`', '@everyone', '[x](y)', '\\', '# ', '.', 'motsanstrêve'.repeat(9)]
const said = (longest: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 12 }) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: longest, size: 'max' }) },
    { weight: 1, arbitrary: fc.constantFrom(...pieces).map((piece) => Array.from({ length: longest }, () => piece)) },
  ).map((all) => all.join(''))

const texts = (longest: number): fc.Arbitrary<Text> =>
  fc.oneof(
    said(longest),
    fc.tuple(said(longest), said(longest)).map(([first, second]) => s.nested({ first, second, at: { at: '2026-12-31T10:00:00.000Z', style: 'datetime' } })),
  )
const labels: fc.Arbitrary<Message> = fc.oneof(fc.constant(s.label), said(100).map((first) => s.labelled({ first })))

let controls = 0
const call = (size: number) => ({ action: 'sample.do', input: { id: ++controls, note: 'é'.repeat(size) } })
const calls = fc.oneof(fc.constant(0), fc.nat({ max: 2000 })).map(call)
const links = fc.oneof({ weight: 5, arbitrary: fc.constant(10) }, { weight: 1, arbitrary: fc.integer({ min: 513, max: 1000 }) }).map((size) => `https://example.com/${++controls}/${'x'.repeat(size)}`)
const buttons: fc.Arbitrary<Button> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ label: said(30), call: calls }) },
  { weight: 1, arbitrary: fc.record({ label: fc.constant('Voir'), link: links }) },
)
const facts = (most: number) => fc.array(fc.record({ label: labels, value: texts(200) }), { maxLength: most })
const items: fc.Arbitrary<Item> = fc.record(
  { title: texts(60), text: texts(300), facts: facts(6), buttons: fc.array(buttons, { maxLength: 7 }) },
  { requiredKeys: ['title'] },
)
const files = fc.constant(0).map(() => ({ fileId: `file${++controls}`, name: 'a.png', size: 1 }))
const most = (arbitrary: fc.Arbitrary<unknown>, few: number, many: number) =>
  fc.oneof({ weight: 5, arbitrary: fc.array(arbitrary, { maxLength: few }) }, { weight: 1, arbitrary: fc.array(arbitrary, { minLength: few, maxLength: many, size: 'max' }) })

const blocks: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'quote' as const), text: texts(2500) }),
  facts(30).map((all) => ({ kind: 'facts' as const, facts: all })),
  most(items, 4, 25).map((all) => ({ kind: 'list' as const, items: all as Item[] })),
  fc.record({ kind: fc.constant('image' as const), fileId: files.map(({ fileId }) => fileId), alt: texts(50) }),
  most(files, 3, 30).map((all) => ({ kind: 'files' as const, files: all as { fileId: string; name: string; size: number }[] })),
  most(buttons, 6, 60).map((all) => ({ kind: 'buttons' as const, buttons: all as Button[] })),
  most(fc.record({ label: texts(40), call: calls }), 5, 250).chain((all) => labels.map((label) => ({ kind: 'select' as const, label, options: all as { label: Text; call: ReturnType<typeof call> }[] }))),
)

export const views: fc.Arbitrary<View> = fc.record(
  { title: texts(80), tone: fc.constantFrom('good' as const, 'past' as const), blocks: fc.array(blocks, { maxLength: 8 }) },
  { requiredKeys: ['blocks'] },
)

/** What can be acted on in drawn blocks, in order: calls, links (as buttons or, too long for one, in a text), files. */
export function controlsOf(all: DrawnBlock[]): string[] {
  return all.flatMap((block) => {
    switch (block.kind) {
      case 'text':
        return plainOf(block.inlines, reader).match(/https:\/\/example\.com\/\S+/g) ?? []
      case 'quote':
      case 'facts':
        return []
      case 'list':
        return block.items.flatMap((item) => item.buttons.map(controlOf))
      case 'image':
        return [block.fileId]
      case 'files':
        return block.files.map(({ fileId }) => fileId)
      case 'buttons':
        return block.buttons.map(controlOf)
      case 'select':
        return block.options.map(({ call }) => JSON.stringify(call))
    }
  })
}

const controlOf = (button: { call: unknown } | { link: string }): string => ('link' in button ? button.link : JSON.stringify(button.call))

/** Every character of the texts of drawn blocks but white space, each with how it is set. */
export function charactersOf(all: DrawnBlock[]): string[] {
  return all.flatMap((block) => (block.kind === 'text' || block.kind === 'quote' ? characters(block.inlines, block.kind) : []))
}

function characters(inlines: Inline[], style: string): string[] {
  return inlines.flatMap((inline) => {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return [...inline.text.replace(/\s/g, '')].map((character) => `${style} ${inline.kind} ${character}`)
      case 'bold':
      case 'italic':
        return characters(inline.inlines, `${style} ${inline.kind}`)
      case 'time':
        return [`${style} ${inline.at}`]
      case 'person':
        return [`${style} ${inline.name}`]
    }
  })
}

/** Every text of a page, to see that none holds half a character. */
export const textsOf = (page: Drawn): string[] => strings(page)

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}
