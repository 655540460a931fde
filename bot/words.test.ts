import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogue, moment } from './text.ts'
import type { Text } from './text.ts'
import { createWords, formatMoment, plainOf, type Inline, type Reader } from './words.ts'

const m = catalogue('sample', {
  en: {
    title: 'Experts',
    found: '{count, plural, =0 {Nobody} one {# expert} other {# experts}} for {need}',
    strong: '<b>Thanks</b>, {name}',
    nested: 'See <i>this <b>{what}</b></i> and <code>{what}</code>.',
    amount: '{amount, number} people',
    gender: '{kind, select, job {a job} other {a deal}}',
  },
  fr: {
    title: 'Expertes',
    found: '{count, plural, =0 {Personne} one {# experte} other {# expertes}} pour {need}',
    strong: '<b>Merci</b>, {name}',
    nested: 'Voir <i>cela <b>{what}</b></i> et <code>{what}</code>.',
    amount: '{amount, number} personnes',
    gender: '{kind, select, job {une offre} other {un bon plan}}',
  },
})
const words = createWords([m])
const en: Reader = { locale: 'en', timeZone: 'Europe/Paris' }
const fr: Reader = { locale: 'fr', timeZone: 'Europe/Paris' }

describe('words', () => {
  test.each([
    [0, 'Nobody for TVA', 'Personne pour TVA'],
    [1, '1 expert for TVA', '1 experte pour TVA'],
    [2, '2 experts for TVA', '2 expertes pour TVA'],
    [1234, '1,234 experts for TVA', '1\u202f234 expertes pour TVA'],
  ])('know plurals: %i', (count, english, french) => {
    expect(words.plain(m.found({ count, need: 'TVA' }), en)).toBe(english)
    expect(words.plain(m.found({ count, need: 'TVA' }), fr)).toBe(french)
  })

  test('in French, one and a half is singular, and nought too', () => {
    const part = catalogue('part', { en: { n: '{n, plural, one {one} other {many}}' }, fr: { n: '{n, plural, one {un} other {plusieurs}}' } })
    const plain = (n: number, reader: Reader) => createWords([part]).plain(part.n({ n }), reader)
    expect([plain(0, en), plain(1.5, en), plain(0, fr), plain(1.5, fr)]).toEqual(['many', 'many', 'un', 'un'])
  })

  test('write numbers as the reader does', () => {
    expect(words.plain(m.amount({ amount: 1234567 }), en)).toBe('1,234,567 people')
    expect(words.plain(m.amount({ amount: 1234567 }), fr)).toBe('1\u202f234\u202f567 personnes')
  })

  test('nest markup', () => {
    expect(words.inlines(m.nested({ what: 'X' }), en)).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'italic', inlines: [{ kind: 'text', text: 'this ' }, { kind: 'bold', inlines: [{ kind: 'text', text: 'X' }] }] },
      { kind: 'text', text: ' and ' },
      { kind: 'code', text: 'X' },
      { kind: 'text', text: '.' },
    ])
  })

  test('choose by a word', () => {
    expect(words.plain(m.gender({ kind: 'job' }), fr)).toBe('une offre')
    expect(words.plain(m.gender({ kind: 'deal' }), fr)).toBe('un bon plan')
  })

  test('keep persons and moments as what they are', () => {
    const name = { personId: 7, name: '<b>Ada</b>', mention: true }
    expect(words.inlines(m.strong({ name }), en).at(-1)).toEqual({ kind: 'person', ...name })
    const need = moment(new Date('2026-12-31T23:30:00Z'), 'date')
    expect(words.inlines(m.found({ count: 1, need }), fr).at(-1)).toEqual({ kind: 'time', ...need })
  })

  test('put a message into a message, in the same language', () => {
    expect(words.plain(m.found({ count: 2, need: m.title }), fr)).toBe('2 expertes pour Expertes')
  })

  test('two catalogues of one name are a mistake seen at start', () => {
    expect(() => createWords([m, catalogue('sample', { en: { title: 'x' }, fr: { title: 'x' } })])).toThrow('sample')
  })
})

describe("a person's words", () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('{need}', '{count, plural, other {#}}', '<b>x</b>', '<code>', '</i>', "'{'", "''", '#', '{', '}', '<', '\\', '\u0000', '@everyone', 'toString'),
  )

  test('come out verbatim, as one piece of text, wherever they stand', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(en, fr), (said, reader) => {
        const own: Inline = { kind: 'text', text: said }
        expect(words.inlines(said, reader)).toEqual([own])
        expect(words.inlines(m.strong({ name: said }), reader).at(-1)).toEqual(own)
        const [, italic, , code] = words.inlines(m.nested({ what: said }), reader)
        expect(italic).toMatchObject({ inlines: [{}, { kind: 'bold', inlines: [own] }] })
        expect(code).toEqual({ kind: 'code', text: said })
        expect(words.plain(m.found({ count: 3, need: said }), reader).endsWith(said)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('choose nothing but the branch they name', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        expect(['a job', 'a deal']).toContain(words.plain(m.gender({ kind: said }), en))
      }),
    )
  })
})

describe('what was stored and is drawn by a later version', () => {
  test.each<[string, Text]>([
    ['a message that is no more', { message: 'gone.title', values: { name: 'Ada' } }],
    ['a message whose name looks like a pattern', { message: '{broken' }],
    ['a message that now has another hole', { message: 'sample.strong', values: { called: 'Ada' } }],
    ['a message that now has holes', { message: 'sample.found' }],
  ])('%s does not make drawing fail', (_, text) => {
    expect(() => words.inlines(text, fr)).not.toThrow()
  })
})

describe('a moment', () => {
  // 00:30 in Paris on the first of January, 18:30 in New York the day before
  const at = new Date('2026-12-31T23:30:00Z')
  const shown = (style: 'date' | 'time' | 'datetime' | 'relative', locale: 'en' | 'fr', timeZone: string) => formatMoment(moment(at, style), { locale, timeZone })

  test('is written in the reader’s language and zone', () => {
    expect(shown('date', 'en', 'Europe/Paris')).toBe('1 January 2027')
    expect(shown('date', 'fr', 'Europe/Paris')).toBe('1 janvier 2027')
    expect(shown('date', 'fr', 'America/New_York')).toBe('31 décembre 2026')
    expect(shown('time', 'en', 'Asia/Kolkata')).toBe('05:00')
    expect(shown('time', 'fr', 'America/New_York')).toBe('18:30')
    expect(shown('datetime', 'fr', 'Europe/Paris')).toMatch(/^vendredi 1 janvier 2027 à 00:30$/)
    expect(shown('datetime', 'en', 'Europe/Paris')).toMatch(/^Friday,? 1 January 2027 at 00:30$/)
    expect(shown('relative', 'en', 'Europe/Paris')).toBe('1 January 2027')
  })

  test('follows summer time', () => {
    const noon = (day: string) => formatMoment(moment(new Date(`${day}T10:30:00Z`), 'time'), fr)
    expect(noon('2026-03-28')).toBe('11:30')
    expect(noon('2026-03-29')).toBe('12:30')
    expect(noon('2026-10-25')).toBe('11:30')
  })

  test('is written out inside a plain text', () => {
    expect(plainOf([{ kind: 'text', text: 'until ' }, { kind: 'time', ...moment(at, 'date') }], en)).toBe('until 1 January 2027')
  })
})

test('words in several languages are said in the reader’s, else in the first there is, and are never markup', () => {
  const name = { in: { en: 'The <b>big</b> one', fr: 'Le {grand}' } }
  expect(words.inlines(name, en)).toEqual([{ kind: 'text', text: 'The <b>big</b> one' }])
  expect(words.plain(m.found({ count: 1, need: name }), fr)).toBe('1 experte pour Le {grand}')
  expect(words.plain({ in: { fr: 'Seulement' } }, en)).toBe('Seulement')
})
