import { expect, test } from 'vitest'
import { plain } from './reading.ts'
import { World } from './world.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const world = new World({ now: () => now, passed: () => 0 })
const ada = world.addUser('Ada', 'en-GB')
const jobs = world.addChannel({ type: 0, name: 'jobs' })
const eyes = { world, locale: 'en-GB', timeZone: 'Europe/Paris' }
const at = (iso: string) => Date.parse(iso) / 1000

test.each([
  ['**bold**, *italic*, __under__ and ~~struck~~', 'bold, italic, under and ~struck~'],
  ['\\*\\*not bold\\*\\* and \\# no title', '**not bold** and # no title'],
  ['**a \\*\\* b**', 'a ** b'],
  ['a_name_with_lines and 2 * 3 * 4', 'a_name_with_lines and 2 * 3 * 4'],
  ['`**code**` and ```\nmore *code*\n```', '**code** and \nmore *code*\n'],
  ['# Title\n-# small\n> said\n>>> said too', 'Title\nsmall\nsaid\nsaid too'],
  ['[click here](https://example.org/a_b)', 'click here'],
  ['\\[click here\\](https://example.org)', '[click here](https://example.org)'],
  [`<@${ada.id}> in <#${jobs.id}>, not <@1>`, '@Ada in #jobs, not <@1>'],
  [`\\<@${ada.id}>`, `<@${ada.id}>`],
  [`<t:${at('2026-12-01T18:30:00Z')}:d>, <t:${at('2026-12-01T18:30:00Z')}:t>`, '01/12/2026, 19:30'],
  ['>>> # ~~**Gone**~~', '~Gone~'],
  [`<t:${at('2026-11-25T09:00:00Z')}:R>`, 'in 2 days'],
])('%s', (written, read) => expect(plain(written, eyes)).toBe(read))
