import fc from 'fast-check'
import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { drawnIn, type Drawn } from '../../bot/draw.ts'
import { m as engineWords } from '../../bot/messages.ts'
import { createWords } from '../../bot/words.ts'
import type { DrawnField, Form } from '../../bot/form.ts'
import type { Drawing } from './drawing.ts'
import { FillIn } from './fields.tsx'
import { m } from './messages.ts'
import { Card } from './render.tsx'
import { everything, sampler } from './sampler.ts'

const words = createWords([m, engineWords, sampler.messages])
const reader = { locale: 'fr', timeZone: 'Europe/Paris' } as const
const drawing: Drawing = { reader, personId: 1, channel: 'jobs', csrf: 'c', key: 'k'.repeat(21), say: (message) => words.plain(message, reader) }

const hostile = [
  '<script>alert(1)</script>', '</script><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", 'javascript:alert(1)',
  '[x](javascript:alert(1))', '<https://evil.example|ok>', '@everyone', '<@123>', '<!channel>', '/job post', '&lt;script&gt;', '{b}', '<b>bold</b>',
  '\u202eevil\u202c', '\u200b\u2066', '*_~`>#|', 'https://evil.example', 'data:text/html,<script>1</script>', '${1}', '{{1}}', '--><svg onload=alert(1)>', '</textarea><script>',
  '</option></select><script>', '\0', '\ud800', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'vbscript:x', '//evil.example',
]

const ours = drawnIn(everything('words'), reader, words)

/** The elements of some HTML with the names of their attributes: what a browser would build, without what it says. */
const skeleton = (html: string) => html.replace(/ (value|alt|data-confirm)="[^"]*"/g, ' $1').match(/<[^>]*>/g)?.join('')

const draws = (drawn: Drawn) => render(<Card drawn={drawn} drawing={drawing} />)

describe('what people type', () => {
  const safe = (typed: string) => {
    const html = draws(drawnIn(everything(typed), reader, words))
    // What they give as a link becomes one only where it is a web or mail address.
    const isLink = URL.canParse(typed) && ['http:', 'https:', 'mailto:'].includes(new URL(typed).protocol)
    if (!isLink) expect(skeleton(html)).toBe(skeleton(draws(ours)))
    expect(html).not.toMatch(/href="\s*(javascript|data|vbscript):/i)
    expect(html.match(/<script|<img [^>]*onerror|<svg [^>]*onload/gi)).toBeNull()
  }

  it.each(hostile)('cannot become markup, a link or a command: %j', safe)

  it('cannot, whatever it is', () => {
    const part = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 20 }))
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')).filter((typed) => typed !== ''), safe), { numRuns: 200 })
  })

  it('stays in its place in a form', () => {
    const field = (kind: object): DrawnField => ({ name: 'a', label: '<b>', hint: '"><i>', ...kind }) as DrawnField
    const kinds = [
      { kind: 'text', max: 9 }, { kind: 'text', max: 9, lines: 'many', placeholder: '"><script>' }, { kind: 'number' }, { kind: 'date' }, { kind: 'link' }, { kind: 'email' },
      { kind: 'record' }, { kind: 'yesno' }, { kind: 'choice', options: [{ value: '"><script>', label: '</option><script>' }] },
      { kind: 'choice', options: Array.from({ length: 9 }, (_, at) => ({ value: `"><script>${at}`, label: '</option><script>' })) },
      { kind: 'choices', options: [{ value: '"><script>', label: '</label><script>' }] }, { kind: 'files', max: 2, types: ['image/*'] },
    ]
    fc.assert(fc.property(fc.constantFrom(...kinds), fc.constantFrom(...hostile), (kind, typed) => {
      const form: Form = { action: typed, title: typed, description: typed, fields: [field(kind)], values: { a: typed }, problems: { a: typed }, hidden: { x: typed } }
      const html = render(<FillIn form={form} drawing={drawing} keptFiles={[{ id: typed, name: typed }]} notice={typed} />)
      const inside = html.replace(/="[^"]*"/g, '')
      expect(inside.match(/<script|<img|<svg|<b>|<i>/gi)).toBeNull()
    }))
  })
})

it('times are in the reader’s language and zone, and machines read them', () => {
  expect(draws(ours)).toContain('<time datetime="2026-12-31T17:00:00.000Z">jeudi 31 décembre 2026 à 18:00</time>')
})
