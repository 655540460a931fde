import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Inline, Reader } from '../../bot/words.ts'
import { plain } from '../../test/discord/reading.ts'
import { World } from '../../test/discord/world.ts'
import { drawnIn } from '../../bot/draw.ts'
import { reader, views, words } from '../../test/guarantees/views.ts'
import { limits } from './limits.ts'
import { escape, isUnseen, mentionedIn, struckOut, write } from './markup.ts'
import { inlinesOf } from './render.ts'

const world = new World({ now: () => Date.parse('2026-11-23T09:00:00Z'), passed: () => 0 })
const bob = world.addUser('Bob', 'fr')
const general = world.addChannel({ type: 0, name: 'general' })
const eyes = { world, locale: 'fr', timeZone: 'Europe/Paris' }
const paris: Reader = { locale: 'fr', timeZone: 'Europe/Paris' }
const writing = { reader: paris, people: new Map([[7, bob.id]]) }
const said = (text: string): Inline => ({ kind: 'text', text })
const seen = (inlines: Inline[]) => plain(write(inlines, writing), eyes)

/** What people type who want more than to be read. */
const hostile = [
  '@everyone', '@here', `<@${bob.id}>`, `<@!${bob.id}>`, '<@&123456789012345678>', `<#${general.id}>`, '</help:123456789012345678>', '<:wave:123456789012345678>',
  '<a:wave:123456789012345678>', '<t:1767258000:F>', '<id:customize>', '# Big', '## Big', '### Big', '-# small', '> quoted', '>>> quoted', '- one\n- two', '* one', '+ one', '1. one',
  '12. twelve', '**bold**', '*it*', '_it_', '__under__', '~~gone~~', '||secret||', '`code`', '```\nfence\n```', '[a](https://example.com)', '<https://example.com>', 'https://example.com',
  'HTTP://EXAMPLE.COM', 'discord.gg/abc', 'https://discord.gg/abc', 'mail <ada@example.com>', '\\', '\\\\*', 'a\\', '***', '`', '``', '~', '||', '[](', '\n# late', ' # indented', '\t- indented',
  '\u200b# hidden', 'a\r# after a return', '𝒉ttps://x', '\u202eturned',
]

describe('what somebody typed', () => {
  test.each(hostile)('is read as it was typed: %j', (text) => {
    const visible = text.replace(/\u202e/g, '')
    expect(seen([said(text)])).toBe(visible.trim())
    expect(seen([said('Ada: '), { kind: 'bold', inlines: [said(text)] }])).toBe(`Ada: ${visible}`.trimEnd())
  })

  /** How Discord finds what is more than words: none of it may be found. Its server, for mentions and addresses, does not know backslashes. */
  const powers: [what: string, pattern: RegExp][] = [
    ['a mention', /<@[!&]?\d+>/], ['a channel', /(?<!\\)<#/], ['everyone', /(?<!\\)@(?:everyone|here)/], ['a command', /(?<!\\)<\//], ['an emoji', /(?<!\\)<a?:/], ['a moment', /(?<!\\)<t:/],
    ['an address', /(?:https?|steam|discord):\/\//i], ['an invitation', /discord(?:(?:app)?\.com\/invite|\.gg(?:\/invite)?)\/\w/i], ['a masked link', /(?<!\\)\]\(/],
    ['a heading', /^\s*#{1,3}\s/m], ['small print', /^\s*-#/m], ['a list', /^\s*(?:[-*+]|\d+\.)\s/m], ['a quote', /^\s*>/m], ['code', /(?<!\\)`/], ['a spoiler', /\|\|/], ['emphasis', /(?<!\\)(?:\\\\)*[*_]/], ['struck', /~~/],
  ]
  test.each(powers)('is never %s', (_, pattern) => {
    const piece = fc.constantFrom(...hostile, 'mot', ' ', '\n', 'a', '1')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        expect(write(pieces.map(said), writing)).not.toMatch(pattern)
      }),
      { numRuns: 300 },
    )
  })

  test('is read as it was typed, however it is put together', () => {
    const piece = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('').replace(/[\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]/g, '')
        expect(plain(escape(text), eyes)).toBe(text)
        if (!isUnseen(text)) expect(plain(struckOut(escape(text)), eyes)).toBe(`~${text}${text.endsWith('~') ? ' ' : ''}~`)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a text of ours', () => {
  test('keeps its emphasis, one kind within the other', () => {
    expect(write([said('a '), { kind: 'bold', inlines: [said(' b'), { kind: 'italic', inlines: [said('c')] }, said(' ')] }, said('d')], writing)).toBe('a  **b_c_** d')
    expect(write([{ kind: 'italic', inlines: [said('a')] }, said('b')], writing)).toBe('*a*b')
    expect(write([{ kind: 'bold', inlines: [said('a'), { kind: 'bold', inlines: [said('b')] }] }, { kind: 'bold', inlines: [said('c')] }], writing)).toBe('**abc**')
    expect(write([{ kind: 'bold', inlines: [said(' ')] }, said('b')], writing)).toBe('b')
  })

  test('shows code as it is, and as plain words where it could not end', () => {
    expect(write([{ kind: 'code', text: '/expert find *' }], writing)).toBe('`/expert find *`')
    expect(seen([{ kind: 'code', text: 'a`b' }])).toBe('a`b')
    expect(seen([{ kind: 'bold', inlines: [{ kind: 'code', text: 'a**b' }] }])).toBe('a**b')
  })

  test('mentions only whom it is meant to, and only who is there', () => {
    const text: Inline[] = [{ kind: 'person', personId: 7, name: 'Bob', mention: true }, said(' and '), { kind: 'person', personId: 7, name: '<@1>' }, said(', '), { kind: 'person', personId: 8, name: 'Eve*', mention: true }]
    expect(write(text, writing)).toBe(`<@${bob.id}> and \\<\\@1>, Eve\\*`)
    expect(mentionedIn(text, writing.people)).toEqual([bob.id])
  })

  test('tells moments in the zone of whoever looks, but days as they are in the reader’s', () => {
    const at = '2026-12-31T23:30:00.000Z'
    expect(seen([{ kind: 'time', at, style: 'datetime' }])).toBe('vendredi 1 janvier 2027 à 00:30')
    expect(plain(write([{ kind: 'time', at, style: 'datetime' }], writing), { ...eyes, timeZone: 'America/Montreal' })).toBe('jeudi 31 décembre 2026 à 18:30')
    const day = write([{ kind: 'time', at: '2026-12-31T12:00:00.000Z', style: 'date' }], writing)
    expect(plain(day, { ...eyes, timeZone: 'Pacific/Kiritimati' })).toBe('31 décembre 2026')
    expect(write([{ kind: 'time', at, style: 'time' }, said(' '), { kind: 'time', at, style: 'relative' }], writing)).toBe('<t:1798759800:t> <t:1798759800:R>')
  })
})

test('no text is longer than it was measured', () => {
  const people = new Map([[7, bob.id]])
  fc.assert(
    fc.property(views, (view) => {
      for (const inlines of [inlinesOf(drawnIn(view, reader, words)), ...hostile.map((text): Inline[] => [{ kind: 'code', text }])])
        for (const past of [false, true]) expect(write(inlines, { reader, people, past }).length).toBeLessThanOrEqual(limits.measure(inlines))
    }),
    { numRuns: 50 },
  )
  const person: Inline[] = [{ kind: 'person', personId: 7, name: 'Bob', mention: true }]
  expect(write(person, { reader, people }).length).toBeLessThanOrEqual(limits.measure(person))
})
