import { describe, expect, test } from 'vitest'
import { catalogue, moment, patternsOf } from './text.ts'
import type { Message } from './text.ts'

describe('a catalogue', () => {
  const m = catalogue('sample', {
    en: { title: 'Experts', found: '{count, plural, one {# expert} other {# experts}} for {need}', strong: '<b>Thanks</b>, {name}' },
    fr: { title: 'Expertes', found: '{count, plural, one {# experte} other {# expertes}} pour {need}', strong: '<b>Merci</b>, {name}' },
  })

  test('gives messages as plain data', () => {
    expect(m.title).toEqual({ message: 'sample.title' })
    expect(m.found({ count: 2, need: 'TVA' })).toEqual({ message: 'sample.found', values: { count: 2, need: 'TVA' } })
    expect(JSON.parse(JSON.stringify(m.strong({ name: 'Ada' })))).toEqual(m.strong({ name: 'Ada' }))
  })

  test('keeps its patterns', () => {
    expect(patternsOf(m).name).toBe('sample')
    expect(patternsOf(m).patterns.fr.title).toBe('Expertes')
  })

  test('takes other messages, moments and persons as values', () => {
    const about = { need: m.title, count: 1 }
    expect(m.found(about).values?.need).toEqual({ message: 'sample.title' })
    expect(m.strong({ name: { personId: 1, name: 'Ada', mention: true } }).values?.name).toMatchObject({ personId: 1 })
    expect(m.found({ count: 1, need: moment(new Date(0), 'date') }).values?.need).toEqual({ at: '1970-01-01T00:00:00.000Z', style: 'date' })
  })

  test('does not compile when something is missing or of another type', () => {
    // @ts-expect-error a key is missing in French
    catalogue('a', { en: { one: 'One', two: 'Two' }, fr: { one: 'Un' } })
    // @ts-expect-error a hole is missing in French
    catalogue('b', { en: { hello: 'Hello {name}' }, fr: { hello: 'Bonjour' } })
    // @ts-expect-error French has another hole
    catalogue('c', { en: { hello: 'Hello {name}' }, fr: { hello: 'Bonjour {nom}' } })
    // @ts-expect-error a plural in one language only
    catalogue('d', { en: { n: '{n, plural, one {#} other {#}}' }, fr: { n: '{k, plural, one {#} other {#}}' } })

    // @ts-expect-error a message without holes is not a function
    const called: (values: object) => Message = m.title
    expect(called).toBe(m.title)
    // @ts-expect-error a value is missing
    m.found({ count: 2 })
    // @ts-expect-error a plural takes a number
    m.found({ count: '2', need: 'TVA' })
    // @ts-expect-error a plain hole takes no number, which must be formatted
    m.strong({ name: 12 })
    // @ts-expect-error an instant is given as a moment
    m.strong({ name: new Date() })
    // @ts-expect-error no such message
    expect(m.nothing).toBeUndefined()
  })

  test('refuses a hole with the name of a markup, which would be taken for it', () => {
    expect(() => catalogue('e', { en: { deal: 'The code is {code}' }, fr: { deal: 'Le code est {code}' } })).toThrow('e.deal')
  })
})
