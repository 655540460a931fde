import { describe, expect, it } from 'vitest'
import { plainText, withoutMention } from './incoming-text.ts'

describe('a message of Slack is read as its writer sees it', () => {
  const cases: [string, string, string][] = [
    ['signs', 'tea &amp; cake &lt;3', 'tea & cake <3'],
    ['what looks escaped but was typed', 'write &amp;lt; for it', 'write &lt; for it'],
    ['an address', 'see <https://example.org/a?b=1&amp;c=2>', 'see https://example.org/a?b=1&c=2'],
    ['an address with words', '<https://example.org|our site>', 'https://example.org'],
    ['a mail address', '<mailto:ada@example.org|ada@example.org>', 'ada@example.org'],
    ['a person', '<@U0123|ada> or <@U0456>', '@ada or @U0456'],
    ['a channel', '<#C0123|jobs>', '#jobs'],
    ['everybody', '<!here> and <!subteam^S012|@team>', '@here and @team'],
    ['a date', '<!date^1700000000^{date}|14 November>', '14 November'],
  ]
  it.each(cases)('%s', (_what, given, seen) => expect(plainText(given)).toBe(seen))

  it('without the name by which the assistant was called', () => {
    expect(withoutMention('<@UBOT> /expert find tva', 'UBOT')).toBe('/expert find tva')
    expect(withoutMention('hello <@UBOT|helper>, who knows VAT?', 'UBOT')).toBe('hello  , who knows VAT?')
    expect(withoutMention('<@UADA> knows', 'UBOT')).toBe('<@UADA> knows')
  })
})
