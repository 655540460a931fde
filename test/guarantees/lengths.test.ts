import fc from 'fast-check'
import { expect, it } from 'vitest'
import { labelFor } from '../../adapters/discord/fields.ts'
import { short } from '../../adapters/discord/short.ts'
import { blocksOf, isTooLong } from '../../adapters/slack/fields.ts'
import type { DrawnField } from '../../bot/form.ts'
import { readField } from '../../bot/read.ts'
import { shortenText } from '../../bot/shorten.ts'
import { catalogue } from '../../bot/text.ts'

const { label } = catalogue('lengths', { en: { label: 'Label' }, fr: { label: 'Libellé' } })

/** What people write that is longer than it looks: pictures of several parts, letters with marks of their own, halves of nothing. */
const pieces = ['a', ' ', 'é', 'e\u0301', 'x\u0323\u0302', '😀', '👩🏽‍🚀', '🇫🇷', '👨‍👩‍👧‍👦', 'שָׁ', 'नि', '\u{1F9D1}\u{1F3FF}']
const written = (maxLength: number) => fc.array(fc.constantFrom(...pieces), { maxLength, size: 'max' }).map((all) => all.join(''))

const textField = (max: number): DrawnField => ({ kind: 'text', name: 'words', label: 'Label', max, lines: 'many' })
const graphemes = (text: string) => [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment)
const reading = { locale: 'en', timeZone: 'UTC', now: new Date() } as const

it.each([['the engine', shortenText], ['Discord', short]])('what %s shortens has at most so many UTF-16 units, and its characters are whole', (_who, shortened) => {
  fc.assert(fc.property(written(60), fc.integer({ min: 12, max: 80 }), (text, max) => {
    const kept = shortened(text, max)
    expect(kept.length).toBeLessThanOrEqual(max)
    const characters = graphemes(text)
    if (text.length <= max) {
      expect(kept).toBe(text)
      return
    }
    expect(kept.endsWith('…')).toBe(true)
    const before = graphemes(kept.slice(0, -1))
    expect(before).toEqual(characters.slice(0, before.length))
  }))
})

it('what fits a field, counted in UTF-16 units, is taken as it was typed, and one more is told', () => {
  fc.assert(fc.property(written(40), (text) => {
    const field = { kind: 'text', name: 'words', label, max: 30, lines: 'many' } as const
    const read = readField(field, text, reading)
    const clean = text.normalize('NFC').trim()
    if (clean !== '') expect('problem' in read).toBe(clean.length > 30)
    if ('value' in read && clean !== '') expect(read.value).toBe(clean)
  }))
})

it('what was typed before is in a form of Discord again, in whole characters and within its limits', () => {
  fc.assert(fc.property(written(1500), fc.integer({ min: 1, max: 4000 }), (text, max) => {
    const { component } = labelFor(textField(max), { values: { words: text }, problems: {} }, { people: new Map(), places: undefined, yes: 'Yes', no: 'No', commas: ',' })
    const { value = '', max_length: most } = component as { value?: string; max_length: number }
    expect(value.length).toBeLessThanOrEqual(most)
    expect(most).toBeLessThanOrEqual(4000)
    expect(value.isWellFormed()).toBe(true)
    if (text.length <= 4000) expect(value).toBe(text)
    else expect(graphemes(value)).toEqual(graphemes(text).slice(0, graphemes(value).length))
  }), { numRuns: 20 })
})

it('what was typed before is in a form of Slack again as it was, or not asked', () => {
  fc.assert(fc.property(written(1200), fc.integer({ min: 1, max: 4000 }), (text, max) => {
    if (isTooLong(text)) return
    const [block] = blocksOf(textField(max), text, undefined, { say: () => '', channelIsHere: true, fileNames: new Map() })
    const { initial_value: value = '', max_length: most } = (block as { element: { initial_value?: string; max_length: number } }).element
    expect(value).toBe(text)
    expect(value.length).toBeLessThanOrEqual(most)
    expect(most).toBeLessThanOrEqual(3000)
  }), { numRuns: 20 })
})
