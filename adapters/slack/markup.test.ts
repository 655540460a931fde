import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainOf, type Inline, type Reader } from '../../bot/words.ts'
import { readMrkdwn } from '../../test/slack/reading.ts'
import { newWorkspace } from '../../test/slack/world.ts'
import { measure, mrkdwn, quoted, type Writing } from './markup.ts'

const reader: Reader = { locale: 'fr', timeZone: 'Europe/Paris' }
const writing: Writing = { reader, mentions: new Map([[1, 'U0123456789']]) }
const workspace = newWorkspace('Club')
const user = { id: 'U0123456789', name: 'Ada', locale: 'fr-FR', tz: 'Europe/Paris', isAdmin: false, isOwner: false, guest: false, isBot: false, deleted: false, email: '' }
workspace.users.set(user.id, user)
workspace.users.set('U0AAAAAAAA', { ...user, id: 'U0AAAAAAAA', name: 'Victim' })

/** What somebody sees of it at Slack. */
const seen = (written: string) => readMrkdwn(written, { workspace, user })
const text = (words: string): Inline => ({ kind: 'text', text: words })
const bold = (...inlines: Inline[]): Inline => ({ kind: 'bold', inlines })
const italic = (...inlines: Inline[]): Inline => ({ kind: 'italic', inlines })

const hostile = [
  '<!channel>', '<!here>', '<!everyone>', '<@U0AAAAAAAA>', '<@U0AAAAAAAA|Ada>', '<#C0AAAAAAAA|general>', '<!subteam^S0AAAA|team>', '@channel', '@everyone', '#general',
  '<https://evil.example|https://bank.example>', '<mailto:a@b.example|c>', '[bank](https://evil.example)', '<!date^0^{date_long}|now>', '<!date^1^x^https://evil.example|now>',
  '*bold*', '_italic_', '~struck~', '`code`', '```code\nblock```', '*_~`all`~_*', '* not *', '**two**', '__init__', 'a*b*c', '(*x*)', '"_y_"', '-~z~-', '*a\nb*', '＊x＊ ＿y＿ ｀z｀',
  '> quote', '>quote', '>>> all', '  > later', 'one\n> two', 'one\r\n> two', 'one\u2028> two', '&gt; quote', '＞ quote',
  ':tada:', ':+1:', ':wave::skin-tone-2:', ':blue_heart:', ':été:', ':数:', 'at 10:30:00', '::', ': :', 'a:b:c', 'https://example.org:8080/x_y_z?a=1&b=2#_t_',
  '&amp;', '&lt;!channel&gt;', '&#60;!here&#62;', '& < >', '<', '>', '<<<>>>', '<!', '|', '\\*x\\*', '\u200b*x*\u200b', '\u2060_x_', '\ufeff`x`', '\u00ad~x~', '\u202e<@U0AAAAAAAA>', '* x', 'x *', '_', '``', '****',
]

/** As it is to be seen: signs that are not seen are no words, any end of a line is one, and a backtick looks like an accent. */
const words = (all: string) => all.replace(/[\u200b\u2060\ufeff]/g, '').replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[`｀]/g, '\u02cb')

/** Slack's own tokens, which only we may write. */
const tokens = (written: string) => written.match(/<[^>]*>/g) ?? []

function expectHarmless(typed: string): void {
  const written = mrkdwn([text(typed)], writing)
  expect(seen(written)).toBe(words(typed))
  expect(tokens(written)).toEqual([])
  expect(written).not.toMatch(/:[\p{L}\p{N}_'+-]+:/u)
  expect(written).not.toMatch(/^\s*(?:>|&gt;|＞)/m)
}

describe('what a person typed', () => {
  test.each(hostile)('is no markup, mention, link, date or emoji: %j', expectHarmless)

  test('is none in any mixture', () => {
    const piece = fc.oneof(fc.constantFrom(...hostile), fc.constantFrom(...'*_~`>:<&|!@#^\n  abé9漢🎉'.split('')), fc.string({ unit: 'grapheme', maxLength: 5 }))
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }).map((all) => all.join('')), expectHarmless), { numRuns: 2000 })
  })

  test('is none when it stands in words of ours', () => {
    fc.assert(
      fc.property(fc.constantFrom(...hostile), fc.constantFrom(...hostile), (one, other) => {
        const inlines = [text('Vu : '), bold(text(one)), text(' par '), italic(text(other), bold(text(one))), text(other)]
        const written = mrkdwn(inlines, writing)
        expect(tokens(written)).toEqual([])
        expect(written).not.toMatch(/:[\p{L}\p{N}_'+-]+:/u)
        expect(seen(written)).toBe(words(plainOf(inlines, reader)))
      }),
      { numRuns: 2000 },
    )
  })

  test('and cut in two makes no emoji together', () => {
    expect(mrkdwn([text(':ta'), text('da:')], writing)).not.toContain(':tada:')
  })

  test('can be copied when it is an address', () => {
    for (const address of ['jean_dupont@example.org', 'https://example.org/a_b/c-d?e=1', 'https://example.org:8080/']) expect(mrkdwn([text(address)], writing)).toBe(address)
  })
})

describe('words of ours', () => {
  test('are bold, italic and code', () => {
    expect(mrkdwn([text('Dites '), bold(text('oui')), text(' ou '), italic(text('non')), text(' avec '), { kind: 'code', text: '/aide' }], writing)).toBe('Dites *oui* ou _non_ avec `/aide`')
  })

  test('have their style beside letters too, and over several lines', () => {
    expect(mrkdwn([text('l’'), bold(text('amie')), text('s')], writing)).toBe('l’\u200b*amie*\u200bs')
    expect(mrkdwn([bold(text('un \n\n deux'))], writing)).toBe('*un* \n\n *deux*')
    expect(mrkdwn([bold(text('a '), italic(text('b')), text(' c'))], writing)).toBe('*a* *_b_* *c*')
  })

  test('go without a style whose own sign is in them', () => {
    expect(seen(mrkdwn([bold(text('C* et D*'))], writing))).toBe('C* et D*')
    expect(seen(mrkdwn([{ kind: 'code', text: 'a`b' }], writing))).toBe(words('a`b'))
  })

  test('that are over are struck out', () => {
    expect(mrkdwn([bold(text('Comptable'))], writing, { struck: true })).toBe('~*Comptable*~')
  })

  test('mention only whom they mention, and name anybody else', () => {
    expect(mrkdwn([{ kind: 'person', personId: 1, name: 'Ada', mention: true }], writing)).toBe('<@U0123456789>')
    expect(mrkdwn([{ kind: 'person', personId: 1, name: '*Ada*' }], writing)).toBe('\u2060*\ufeffAda*')
    expect(mrkdwn([{ kind: 'person', personId: 2, name: '<@U0123456789>', mention: true }], writing)).toBe('&lt;@U0123456789&gt;')
  })

  test('show a moment in the zone of whoever reads, and in words where Slack cannot', () => {
    const at = '2026-12-31T17:00:00.000Z'
    const written = mrkdwn([{ kind: 'time', at, style: 'datetime' }], writing)
    expect(written).toBe('<!date^1798736400^{date_long} {time}|jeudi 31 décembre 2026 à 18:00>')
    expect(seen(written)).toBe('jeudi 31 décembre 2026 18:00')
  })

  test('set somebody’s words apart, line by line', () => {
    expect(quoted([text('un\n> deux\n\ntrois')], writing)).toBe('>un\n>\u2060&gt; deux\n>\n>trois')
  })
})

const inlines: fc.Arbitrary<Inline[]> = fc.letrec<{ inlines: Inline[]; inline: Inline }>((tie) => {
  const typed = fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 30 }), fc.array(fc.constantFrom(...'*_~`>:<&\n a'.split('')), { maxLength: 40 }).map((all) => all.join('')))
  return {
    inlines: fc.array(tie('inline'), { maxLength: 6, depthIdentifier: 'inline' }),
    inline: fc.oneof(
      { depthSize: 'small', depthIdentifier: 'inline' },
      fc.record({ kind: fc.constantFrom('text' as const, 'code' as const), text: typed }),
      fc.record({ kind: fc.constant('time' as const), at: fc.date({ noInvalidDate: true, min: new Date('1950-01-01'), max: new Date('2199-12-31') }).map((at) => at.toISOString()), style: fc.constantFrom('date' as const, 'time' as const, 'datetime' as const, 'relative' as const) }),
      fc.record({ kind: fc.constant('person' as const), personId: fc.constantFrom(1, 2), name: typed, mention: fc.boolean() }),
      fc.record({ kind: fc.constantFrom('bold' as const, 'italic' as const), inlines: tie('inlines') }),
    ),
  }
}).inlines

test('no text is longer than its measure, as words or as a quote', () => {
  fc.assert(
    fc.property(inlines, (all) => {
      const longest = measure(all)
      expect(mrkdwn(all, writing).length).toBeLessThanOrEqual(longest)
      // the mark of its first line is in the room that `limits` leaves
      expect(quoted(all, writing).length).toBeLessThanOrEqual(longest + 1)
      expect(plainOf(all, reader).length).toBeLessThanOrEqual(longest)
    }),
    { numRuns: 3000 },
  )
})
