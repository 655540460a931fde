import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { locales, patternsOf } from '../../bot/text.ts'
import type { Catalogue, Locale, Value } from '../../bot/text.ts'
import { createWords } from '../../bot/words.ts'
import { readSource, root, textFiles } from '../source.ts'

/** What a pattern is made of, as far as it is looked at here; the numbers are those of ICU's parser. */
interface Element {
  type: number
  value: string
  options?: Record<string, { value: Element[] }>
  children?: Element[]
}
const kinds = { argument: 1, number: 2, select: 5, plural: 6, tag: 8 }
const known = new Set([0, 7, ...Object.values(kinds)])

const paths = textFiles().filter((path) => /^(?:bot|commands|adapters|scripts)\/.*(?<!\.test)\.ts$/.test(path) && /^export const \w+ = catalogue\(/m.test(readSource(path)))
const catalogues = (await Promise.all(paths.map(cataloguesOf))).flat()
const person = 'Ada <b>{x}</b>'
const words = createWords(catalogues.map(({ catalogue }) => catalogue))

async function cataloguesOf(path: string) {
  const exported = Object.values((await import(`${root}/${path}`)) as Record<string, unknown>)
  return exported.filter(isCatalogue).map((catalogue) => ({ path, catalogue }))
}

function isCatalogue(value: unknown): value is Catalogue {
  return typeof value === 'object' && value !== null && patternsOf(value as Catalogue) !== undefined
}

// The parser's own type says the same in many more words.
const parsed = (pattern: string, locale: Locale) => new IntlMessageFormat(pattern, locale).getAst() as unknown as Element[]

/** An element and all within it. */
const within = (element: Element): Element[] =>
  [element, ...[...Object.values(element.options ?? {}).flatMap(({ value }) => value), ...(element.children ?? [])].flatMap(within)]

/** Values for every branch of a pattern. */
function samples(elements: Element[]): Record<string, Value>[] {
  const all = (...types: number[]) => elements.filter(({ type }) => types.includes(type))
  const said = Object.fromEntries(all(kinds.argument).map(({ value }) => [value, person]))
  const branches = all(kinds.select).flatMap(({ value, options }) => Object.keys(options ?? {}).map((option) => ({ [value]: option })))
  const first = Object.assign({}, ...branches.toReversed()) as Record<string, string>
  return [0, 1, 2, 1_000_000].flatMap((count) => {
    const numbers = Object.fromEntries(all(kinds.number, kinds.plural).map(({ value }) => [value, count]))
    return [{}, ...branches].map((branch) => ({ ...said, ...numbers, ...first, ...branch }))
  })
}

const tagsOf = (elements: Element[]) => elements.flatMap(({ type, value }) => (type === kinds.tag ? [value] : []))

test('every catalogue of the project is looked at', () => {
  expect(paths.filter((path) => !catalogues.some((one) => one.path === path))).toEqual([])
  expect(paths).toEqual(expect.arrayContaining(['bot/messages.ts', 'bot/when/messages.ts', 'adapters/discord/hindrances.ts', 'scripts/rehearsal/messages.ts']))
})

describe.each(catalogues)('$path', ({ catalogue }) => {
  const { name, patterns } = patternsOf(catalogue)

  test.each(locales)('is well written in "%s"', (locale) => {
    const problems = Object.entries(patterns[locale]).flatMap(([key, pattern]) => objections(pattern, locale).map((why) => `${key}: ${why}: ${pattern}`))
    expect(problems).toEqual([])
  })

  test.each(locales)('is drawn in "%s" whatever the values', (locale) => {
    const problems: string[] = []
    for (const [key, pattern] of Object.entries(patterns[locale]))
      for (const values of samples(parsed(pattern, locale).flatMap(within))) {
        const drawn = words.plain({ message: `${name}.${key}`, values }, { locale, timeZone: 'Europe/Paris' })
        // a lone "…" stands for what could not be drawn
        if (/[{}]|^…$|undefined|NaN|\[object/.test(drawn.replaceAll(person, ''))) problems.push(`${key}: ${drawn}`)
      }
    expect(problems).toEqual([])
  })

  test('sets the same things apart in both languages', () => {
    const differing = Object.keys(patterns.en).filter((key) => {
      const tags = locales.map((locale) => new Set(tagsOf(parsed(patterns[locale][key] ?? '', locale).flatMap(within))))
      return new Set(tags.map((some) => [...some].sort().join())).size > 1
    })
    expect(differing).toEqual([])
  })
})

function objections(pattern: string, locale: Locale): string[] {
  const elements = parsed(pattern, locale).flatMap(within)
  return [
    pattern.includes("'") && 'straight apostrophe',
    elements.some(({ type }) => !known.has(type)) && 'a date is given as a moment',
    tagsOf(elements).some((tag) => !['b', 'i', 'code'].includes(tag)) && 'unknown markup',
    /^\s|\s$| {2}/.test(pattern) && 'stray space',
    locale === 'fr' && /(?: [;:!?»])|« |[\p{L}\d}][!?;»]|«[^\u00a0\u202f]/u.test(withoutSyntax(pattern)) && 'French spacing',
    locale === 'fr' && elides.test(pattern) && 'a vowel may follow: say it so that nothing is elided',
  ].filter((problem) => problem !== false)
}

/** What becomes “d’” or “qu’” before a vowel. A command begins with a slash; a city has a sentence for either. */
const elides = /(?<!\p{L})(?:[Dd]e|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?que|Que) (?:<\w+>)?\{(?!command\}|city\})\w+\}/u

/** A pattern with addresses and ICU's own syntax left out, so that only what is read remains. */
const withoutSyntax = (pattern: string): string => pattern.replace(/\bhttps?:\/\/\S*/g, '').replace(/\S+\?\S+=\S*/g, '')
