import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { action, type Action } from './action.ts'
import { parseLine } from './command-line.ts'
import { ask } from './field.ts'
import { m } from './messages.ts'
import { anyone } from './person.ts'
import { catalogue } from './text.ts'
import { view } from './view.ts'
import { createWords } from './words.ts'

const s = catalogue('sample', {
  en: { need: 'Need', language: 'Language', city: 'City', duration: 'Duration', onSite: 'On site', remote: 'Remote', places: 'Places', until: 'Until', french: 'French' },
  fr: { need: 'Besoin', language: 'Langue', city: 'Ville', duration: 'Durée', onSite: 'Sur place', remote: 'À distance', places: 'Lieux', until: 'Jusqu’au', french: 'Français' },
})
const words = createWords([m, s])

const made = (name: string, french: string | undefined, input: Action['input']): Action =>
  action({ name, french, title: s.need, description: s.need, can: anyone, input: input as Record<string, never>, run: () => Promise.resolve(view({})) })

const text = (label = s.need, optional = true) => ask.text({ label, max: 1000, lines: 'many', optional })
const find = made('expert find', 'expert trouver', {
  need: text(s.need, false),
  language: ask.choice({ label: s.language, optional: true, options: [{ value: 'fr', label: s.french }, { value: 'en', label: 'English' }] }),
  city: text(s.city),
  duration: text(s.duration),
})
const askExpert = made('expert ask', 'expert demander', { question: text() })
const show = made('job show', 'emploi voir', { job: ask.record({ label: s.need }), note: text() })
const post = made('job post', 'emploi publier', {
  title: text(s.need, false),
  places: ask.choices({ label: s.places, optional: true, options: [{ value: 'site', label: s.onSite }, { value: 'remote', label: s.remote }] }),
  until: ask.date({ label: s.until }),
  draft: ask.number({ label: s.need, hidden: true, optional: true }),
})
const help = made('help', 'aide', {})
const internal = made('experts.thank', undefined, { need: text() })
const all = [find, askExpert, show, post, help, internal]

/** What a line comes to: the name of the action and its input, or what it is instead. */
function read(line: string) {
  const parsed = parseLine(line, all, words)
  switch (parsed.kind) {
    case 'call':
      return [parsed.action.name, parsed.input]
    case 'group':
      return ['group', ...parsed.actions.map(({ name }) => name)]
    case 'unknownOption':
      return ['unknown option', parsed.option, parsed.action.name, parsed.input]
    case 'unknown':
      return ['unknown', parsed.typed, parsed.nearest?.name, parsed.input]
  }
}

describe('a typed command', () => {
  test.each([
    ['/expert find tva', { need: 'tva' }],
    ['/expert find tva et e-commerce', { need: 'tva et e-commerce' }],
    ['/expert find tva --language fr', { need: 'tva', language: 'fr' }],
    ['/expert find tva --language=fr', { need: 'tva', language: 'fr' }],
    ['/expert find tva —language fr', { need: 'tva', language: 'fr' }],
    ['/expert find tva language:fr', { need: 'tva', language: 'fr' }],
    ['/expert find tva langue:fr', { need: 'tva', language: 'fr' }],
    ['/expert find tva Langue: fr', { need: 'tva', language: 'fr' }],
    ['/expert find tva langue:français', { need: 'tva', language: 'fr' }],
    ['/expert find tva LANGUAGE:French', { need: 'tva', language: 'fr' }],
    ['/expert find --language fr tva', { need: 'tva', language: 'fr' }],
    ['/expert find durée:"3 mois" tva', { need: 'tva', duration: '3 mois' }],
    ['/expert find city:"Aix en Provence" --language fr "comptable tva"', { need: 'comptable tva', language: 'fr', city: 'Aix en Provence' }],
    ['/expert find tva ville: Aix en Provence --language fr', { need: 'tva', city: 'Aix en Provence', language: 'fr' }],
    ['/expert find «\u00a0vente en ligne\u00a0»', { need: 'vente en ligne' }],
    ['/expert find “vente en ligne”', { need: 'vente en ligne' }],
    ['/expert find "vente en ligne"', { need: 'vente en ligne' }],
    ['/Expert FIND tva', { need: 'tva' }],
    ['/expert trouver tva', { need: 'tva' }],
    ['  / expert   find   tva  ', { need: 'tva' }],
    ['/expert find', {}],
    ['/expert find --city "Aix en Provence" comptable tva', { need: 'comptable tva', city: 'Aix en Provence' }],
    ['/expert find need:tva compta', { need: 'tva compta' }],
    ['/expert find tva "--language fr"', { need: 'tva "--language fr"' }],
    ['/expert find language:xx tva', { need: 'tva', language: 'xx' }],
    ['/expert find language:fr language:en tva', { need: 'tva', language: 'en' }],
    ['/expert find tva city:Lyon city:Paris', { need: 'tva', city: 'Lyon Paris' }],
  ])('%s', (line, input) => {
    expect(read(line)).toEqual(['expert find', input])
  })

  test.each([
    ['See https://example.com/a?b=c:d today', 'an address is no option'],
    ['Note: how do you do?', 'a word with a colon is no option unless a field has its name'],
    ['at 18:30', 'neither is a time'],
    ['how to say "bonjour tout le monde" here', 'quotes within a text stay'],
    ['<@U123> & <script>alert("x")</script>', 'nor is anything of it markup'],
    ['first line\nsecond line\n\nthird', 'lines stay lines'],
    ['l’été — déjà', 'a dash between words is one'],
    ['"unclosed quote', 'a quote alone is kept'],
    ['« unclosed', 'in French too'],
    ['a - b -- c', 'dashes alone are words'],
  ])('free words are kept: %j (%s)', (said) => {
    expect(read(`/expert ask ${said}`)).toEqual(['expert ask', { question: said }])
  })

  test('words go to the fields not given, in order', () => {
    expect(read('/job show 12')).toEqual(['job show', { job: '12' }])
    expect(read('/job show #12 it is filled')).toEqual(['job show', { job: '#12', note: 'it is filled' }])
  })

  test('several choices are given by comma, by space or one by one, by value or label', () => {
    const both = ['job post', { title: 'Dev', places: 'site,remote' }]
    expect(read('/job post Dev places:site,remote')).toEqual(both)
    expect(read('/job post Dev --places site remote')).toEqual(both)
    expect(read('/job post Dev --places site --places remote')).toEqual(both)
    expect(read('/job post Dev lieux: sur place, à distance')).toEqual(both)
    expect(read('/job post Dev lieux:"Sur place,À distance"')).toEqual(both)
    expect(read('/emploi publier Dev jusqu’au:demain')).toEqual(['job post', { title: 'Dev jusqu’au:demain' }])
    expect(read('/emploi publier Dev until:demain 18h')).toEqual(['job post', { title: 'Dev', until: 'demain 18h' }])
  })

  test('hidden fields cannot be typed', () => {
    expect(read('/job post Dev --draft 3')).toEqual(['unknown option', '--draft', 'job post', { title: 'Dev --draft 3' }])
    expect(read('/job post Dev draft:3')).toEqual(['job post', { title: 'Dev draft:3' }])
  })

  test('an option that does not exist is told, and loses nothing', () => {
    expect(read('/expert find tva --colour red')).toEqual(['unknown option', '--colour', 'expert find', { need: 'tva --colour red' }])
  })

  test('a group alone shows what it has', () => {
    expect(read('/expert')).toEqual(['group', 'expert find', 'expert ask'])
    expect(read('/emploi')).toEqual(['group', 'job show', 'job post'])
    expect(read('/help')).toEqual(['help', {}])
  })

  test('a slash alone asks for help', () => {
    expect(read('/')).toEqual(['help', {}])
  })

  test.each([
    ['/exprt find tva', 'expert find', { need: 'tva' }],
    ['/expert fnid tva --language fr', 'expert find', { need: 'tva', language: 'fr' }],
    ['/expert truver tva', 'expert find', { need: 'tva' }],
    ['/hlep', 'help', {}],
    ['/zzzzzzzz', undefined, {}],
    ['//', undefined, {}],
    ['/é', undefined, {}],
    ['/experts.thank', undefined, {}],
    ['/🎉', undefined, {}],
  ])('unknown, with the nearest: %s', (line, nearest, input) => {
    expect(read(line)).toEqual(['unknown', expect.any(String), nearest, input])
  })
})

describe('whatever is typed', () => {
  const piece = fc.oneof(
    fc.constantFrom('/expert', 'find', 'ask', 'job', '--language', 'language:', 'fr', '"', '«', '»', '“', '--', '—', ':', '=', 'city:"a b"', '\n', 'https://a.b', '__proto__', 'constructor:', 'toString'),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  )
  const line = fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join(' '))

  test('never fails', () => {
    fc.assert(fc.property(fc.oneof(line, fc.string({ unit: 'binary' })), (typed) => void read(typed)), { numRuns: 1000 })
  })

  test('no free word is lost', () => {
    fc.assert(
      fc.property(line, (typed) => {
        const parsed = parseLine(`/expert ask ${typed}`, all, words)
        const input = 'input' in parsed ? (Object.values(parsed.input) as string[]).join(' ') : ''
        const wordsOf = (some: string) => some.match(/[\p{L}\p{N}]+/gu) ?? []
        // "question:" would be the name of the field
        expect(wordsOf(input)).toEqual(wordsOf(typed))
      }),
      { numRuns: 1000 },
    )
  })

  test('of 10,000 characters is read at once', () => {
    const start = process.cpuUsage()
    for (const one of ['a', '"', '« ', '“ ', '--a ', 'a:', 'a: ', '"a', '—', '\n', '/ ', '"a" ', 'a-']) {
      parseLine(`/expert ask ${one.repeat(10_000 / one.length)}`, all, words)
      parseLine(`/${one.repeat(10_000 / one.length)}`, all, words)
    }
    // of ours, whatever else the machine does
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000)
  })
})
