import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field, FieldSpec } from './field.ts'
import { cleanText, readField, readInput } from './read.ts'
import type { Locale } from './text.ts'

const label = { message: 'sample.label' }
const specs = {
  text: { kind: 'text', label, max: 80 },
  short: { kind: 'text', label, max: 20, min: 3 },
  lines: { kind: 'text', label, max: 2000, lines: 'many' },
  number: { kind: 'number', label },
  pay: { kind: 'number', label, min: 0, max: 1_000_000 },
  whole: { kind: 'number', label, whole: true },
  date: { kind: 'date', label },
  choice: { kind: 'choice', label, options: [{ value: 'cdi', label: 'Contrat' }, { value: 'été', label }] },
  choices: { kind: 'choices', label, max: 2, options: ['fr', 'en', 'de'].map((value) => ({ value, label: value })) },
  yesno: { kind: 'yesno', label },
  link: { kind: 'link', label },
  email: { kind: 'email', label },
  phone: { kind: 'phone', label, country: 'FR' },
  amount: { kind: 'number', label, currency: 'EUR', min: 0, max: 1_000_000 },
  files: { kind: 'files', label, max: 2, types: ['image/png'] },
  record: { kind: 'record', label },
} satisfies Record<string, FieldSpec>
type Name = keyof typeof specs
const names = Object.keys(specs) as Name[]

const fieldOf = (name: Name, optional = false): Field => ({ ...specs[name], name, optional })
const now = new Date('2026-11-23T09:00:00Z')

/** The value that is read, or the name of the message that says what is wrong. */
const read = (name: Name, given: unknown, locale: Locale = 'fr') => {
  const result = readField(fieldOf(name), given, { locale, timeZone: 'Europe/Paris', now })
  return 'problem' in result ? `✗ ${result.problem.message.replace('bot.', '')}` : result.value
}

const nothings = [undefined, null, '', '   ', '\n\t', '\u00a0', '\u200b', '\u200d', '\ufeff', '\u202e', '\u200e\u200f', '\u2800', '\u3164', '\u0000\u0007', [], '\ufe0f']

describe.each(names)('a field of %s', (name) => {
  test.each(nothings)('is empty when nothing can be seen: %j', (given) => {
    expect(read(name, given)).toBe('✗ required')
    expect(readField(fieldOf(name, true), given, { locale: 'fr', timeZone: 'UTC', now })).toEqual({})
  })

  test.each([{ a: 1 }, [[1]], [{}], '10,000 characters', '🎉🎉🎉', 'שלום עליכם', '@everyone', '<script>alert(1)</script>', '=HYPERLINK("x")', '" OR 1=1 --', 'NEAR*'])(
    'reads or refuses: %j',
    (given) => {
      const result = readField(fieldOf(name), given === '10,000 characters' ? 'x y'.repeat(3334) : given, { locale: 'fr', timeZone: 'UTC', now })
      expect('problem' in result ? result.problem.message : 'bot.').toMatch(/^bot\./)
    },
  )
})

describe('text', () => {
  test.each([
    ['  Bonjour   à tous ', 'Bonjour à tous'],
    ['a\r\nb', 'a b'],
    ['e\u0301te\u0301', 'été'],
    ['de\u200bmain\u202e', 'demain'],
    ['a\u0000b\u0007c', 'abc'],
    ['👩🏽‍💻', '👩🏽‍💻'],
    ['❤️', '❤️'],
    ['שלום', 'שלום'],
    ['\ud83d', '\ufffd'],
    ['<b>@everyone</b>', '<b>@everyone</b>'],
    ['=HYPERLINK("x")', '=HYPERLINK("x")'],
    [12, '12'],
    [true, 'true'],
  ])('%j is kept as %j', (given, kept) => {
    expect(read('text', given)).toBe(kept)
  })

  test('of several lines keeps them, of one kind, and no empty desert', () => {
    expect(read('lines', ' a\r\nb\rc\u2028d\u0085e ')).toBe('a\nb\nc\nd\ne')
    expect(read('lines', `a${'\n'.repeat(50)}b`)).toBe('a\n\n\nb')
  })

  test('too long or too short says by how much', () => {
    const long = readField(fieldOf('text'), 'x'.repeat(10_000), { locale: 'en', timeZone: 'UTC', now })
    expect(long).toEqual({ problem: { message: 'bot.tooLong', values: { length: 10_000, max: 80 } } })
    expect(read('text', 'x'.repeat(80))).toHaveLength(80)
    expect(read('short', 'ab')).toBe('✗ tooShort')
    expect(read('short', 'abc')).toBe('abc')
  })
})

describe('a number', () => {
  test.each([
    ['12', 12],
    [' 1 000,50 ', 1000.5],
    ['1\u202f000,50', 1000.5],
    ['1\u00a0000', 1000],
    ['1.5', 1.5],
    ['1.000.000,5', 1_000_000.5],
    ['-3', -3],
    ['−3', -3],
    ['+7', 7],
    ['.5', 0.5],
    ['-0', 0],
    [1e21, 1e21],
  ])('%j is %j', (given, number) => {
    expect(read('number', given)).toBe(number)
  })

  test('has commas between thousands in English, before decimals in French', () => {
    expect(read('number', '1,000', 'en')).toBe(1000)
    expect(read('number', '45,000.50', 'en')).toBe(45_000.5)
    expect(read('number', '1,5', 'en')).toBe(1.5)
    expect(read('number', '1,000', 'fr')).toBe(1)
  })

  test.each(['1e999', '-1e999', 'Infinity', 'NaN', '0x10', '0b1', 'abc', '12 €', '1..2', '1,2,3', '--1', '-', ',', 'e5', '٣'])('%s is none', (given) => {
    expect(read('number', given)).toBe('✗ notANumber')
  })

  test('keeps its bounds', () => {
    expect(read('pay', '-1')).toBe('✗ tooSmall')
    expect(read('pay', '1000001')).toBe('✗ tooLarge')
    expect(read('pay', 0)).toBe(0)
    expect(read('whole', '1,5')).toBe('✗ notWhole')
    expect(read('whole', '1e20')).toBe('✗ notWhole')
  })
})

describe('a date', () => {
  test('that is past is read: refusing it is the business of who asks', () => {
    expect(read('date', '01/01/2020')).toBe('2020-01-01')
  })

  test.each([
    ['demain 18h', '2026-11-24'],
    ['mardi', '2026-11-24'],
    ['31 décembre', '2026-12-31'],
    ['\u200bdemain\u202e', '2026-11-24'],
    ['31/02', '✗ noSuchDay'],
    ['29/02/2027', '✗ noSuchDay'],
    ['un jour', '✗ notADate'],
  ])('%s', (given, day) => {
    expect(read('date', given)).toBe(day)
  })
})

describe('a choice', () => {
  test.each([
    ['cdi', 'cdi'],
    [' CDI ', 'cdi'],
    ['contrat', 'cdi'],
    ['ete', 'été'],
    ['Été', 'été'],
    ['cdd', '✗ notAChoice'],
    ['constructor', '✗ notAChoice'],
    ['\u0000', '✗ required'],
  ])('%j', (given, value) => {
    expect(read('choice', given)).toBe(value)
  })

  test('of several is a list or words with commas', () => {
    expect(read('choices', ['fr', 'en'])).toEqual(['fr', 'en'])
    expect(read('choices', 'fr, EN')).toEqual(['fr', 'en'])
    expect(read('choices', 'fr,fr,fr,en')).toEqual(['fr', 'en'])
    expect(read('choices', 'fr,en,de')).toBe('✗ tooManyChoices')
    expect(read('choices', 'fr,xx')).toBe('✗ notAChoice')
    expect(read('choices', ',')).toBe('✗ required')
    expect(read('choices', [''])).toBe('✗ required')
  })

  test('of yes or no is understood in both languages', () => {
    for (const yes of [true, 'true', 'on', 'yes', 'Oui', ' o ', '1']) expect(read('yesno', yes)).toBe(true)
    for (const no of [false, 'false', 'no', 'NON', 'n', '0']) expect(read('yesno', no)).toBe(false)
    expect(read('yesno', 'maybe')).toBe('✗ notAChoice')
  })
})

describe('a link', () => {
  test.each([
    ['https://example.com/a?b=1#c', 'https://example.com/a?b=1#c'],
    ['http://example.com', 'http://example.com/'],
    ['example.com/jobs', 'https://example.com/jobs'],
    ['HTTPS://EXAMPLE.COM', 'https://example.com/'],
    ['https://exämple.fr', 'https://xn--exmple-cua.fr/'],
    ['https://example.com/a b', 'https://example.com/a%20b'],
  ])('%s is kept as %s', (given, link) => {
    expect(read('link', given)).toBe(link)
  })

  test.each([
    'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', ' javascript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,<b>', 'vbscript:x', 'file:///etc/passwd',
    'ftp://example.com', 'http://user@host.com', 'http://user:pw@host.com', 'http://:pw@host.com', 'https://localhost', 'http://', 'https://.', 'mailto:a@b.fr', 'example', 'http:example', `https://example.com/${'x'.repeat(3000)}`,
  ])('%s is none', (given) => {
    expect(read('link', given)).toBe('✗ notALink')
  })
})

describe('an e-mail address', () => {
  test.each([
    ['ada@example.com', 'ada@example.com'],
    [' ada+net@mail.example.org ', 'ada+net@mail.example.org'],
    ['ada@', '✗ notAnEmail'],
    ['ada@example.com\nBcc: all@example.com', '✗ notAnEmail'],
    ['Ada <ada@example.com>', '✗ notAnEmail'],
    [`${'a'.repeat(300)}@example.com`, '✗ notAnEmail'],
  ])('%s', (given, address) => {
    expect(read('email', given)).toBe(address)
  })
})

describe('a record', () => {
  test.each([
    ['12', 12],
    ['#12', 12],
    [7, 7],
    ['0', '✗ notARecord'],
    ['-1', '✗ notARecord'],
    ['1.5', '✗ notARecord'],
    ['99999999999', '✗ notARecord'],
    ['12; DROP TABLE', '✗ notARecord'],
  ])('%j', (given, id) => {
    expect(read('record', given)).toBe(id)
  })
})

describe('files', () => {
  test('are known by their ids, and not more than asked for', () => {
    expect(read('files', ['a', 'b'])).toEqual(['a', 'b'])
    expect(read('files', 'a,,b,')).toEqual(['a', 'b'])
    expect(read('files', ['a', 'b', 'c'])).toBe('✗ notAFile')
    expect(read('files', ['x'.repeat(100)])).toBe('✗ notAFile')
  })
})

describe('whatever is given', () => {
  const anything = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.double(), fc.webUrl(), fc.emailAddress(), fc.constantFrom(...nothings))

  test('reading never fails, and what was read is read as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), anything, fc.constantFrom<Locale>('en', 'fr'), (name, given, locale) => {
        const reading = { locale, timeZone: 'Europe/Paris', now }
        const first = readField(fieldOf(name), given, reading)
        if ('problem' in first) return
        const travelled: unknown = JSON.parse(JSON.stringify(first.value))
        expect(readField(fieldOf(name), travelled, reading)).toEqual(first)
      }),
      { numRuns: 3000 },
    )
  })

  test('a text, once clean, stays so and can be stored anywhere', () => {
    // characters that meet once what stood between them is removed
    const near = fc.constantFrom('e', '\u0301', '\u200b', '\ud83d', '\ude00', '\udb40', '\udc41', '\r', '\n', ' ', '\u2028', '\u200d', '\u0000', '\u1100', '\u1161')
    const typed = fc.oneof(fc.array(near, { maxLength: 12 }).map((parts) => parts.join('')), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(typed, fc.constantFrom('one' as const, 'many' as const), (text, lines) => {
        const clean = cleanText(text, lines)
        expect(cleanText(clean, lines)).toBe(clean)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean).not.toMatch(lines === 'one' ? /[\u0000\n]/ : /[\u0000\r]/) // eslint-disable-line no-control-regex
      }),
      { numRuns: 3000 },
    )
  })

  test('names that are no field are dropped', () => {
    const raw = JSON.parse('{"text":"x","__proto__":{"number":1},"constructor":1,"other":2}') as Record<string, string>
    const { input, problems } = readInput([fieldOf('text'), fieldOf('number', true)], raw, { locale: 'en', timeZone: 'UTC', now })
    expect(input).toEqual({ text: 'x' })
    expect(problems).toEqual({})
  })

  test('10,000 characters are read at once', () => {
    const long = ['a', '1', ' ', '"', 'demain ', 'a@', 'http://', '1/', '\u200b', 'a.', ',', '🎉'].map((one) => one.repeat(10_000 / one.length))
    const start = process.cpuUsage()
    for (const name of names) for (const typed of long) read(name, typed)
    // of ours, whatever else the machine does
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000)
  })
})

describe('a phone number', () => {
  test.each([
    ['06 12 34 56 78', '+33612345678'],
    ['06.12.34.56.78', '+33612345678'],
    ['+212 612-345678', '+212612345678'],
    ['0033 6 12 34 56 78', '+33612345678'],
    ['(+33) 06 12 34 56 78', '+33612345678'],
    ['n/a', '✗ notAPhone'],
    ['06 12', '✗ notAPhone'],
    ['06 12 34 56 78 ou 07 12 34 56 78', '✗ notAPhone'],
    ['9'.repeat(3000), '✗ notAPhone'],
  ])('%s', (given, value) => {
    expect(read('phone', given)).toBe(value)
  })
})

describe('an amount of money', () => {
  test.each([
    ['1 500 €', 1500],
    ['€12.50', 12.5],
    ['12,50 euros', 12.5],
    ['300 EUR', 300],
    ['1.234,56 €', 1234.56],
    ['12,505', '✗ notANumber'],
    ['n/a', '✗ notANumber'],
    ['-5 €', '✗ tooSmall'],
  ])('%s', (given, value) => {
    expect(read('amount', given)).toBe(value)
  })
})
