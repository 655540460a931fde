import type { Moment } from '../../bot/text.ts'
import { formatMoment, type Inline, type Reader } from '../../bot/words.ts'

/** For whom something is written: her language for dates, and the ids of people who may be mentioned, by their number. */
export interface Writing {
  reader: Reader
  mentions: ReadonlyMap<number, string>
}

/** Of a piece of text: Slack's sign around each style. */
type Sign = '~' | '*' | '_' | '`'

interface Run {
  text: string
  signs: Sign[]
  /** written by us as it is: a date, a mention */
  isToken?: boolean
}

/**
 * A text in Slack's markup. Nothing in it that a person typed is markup, a mention, a link, a date or an emoji: `&`, `<` and `>` are
 * written as Slack wants it, whatever could begin a style stands between two signs that are not seen, and a backtick, which nothing
 * stops, becomes an accent that looks the same. Slack has no other escape.
 */
export function mrkdwn(inlines: Inline[], writing: Writing, { struck = false } = {}): string {
  const pieces: string[] = []
  let last = '\n'
  let styled = false
  const add = (piece: string) => {
    pieces.push(piece)
    last = piece.at(-1) ?? last
  }
  for (const { text, signs, isToken } of joined(inlines.flatMap((inline) => runsOf(inline, writing, struck ? ['~'] : []))))
    for (const [index, line] of (isToken ? [text] : text.split('\n')).entries()) {
      if (index > 0) add('\n')
      if (!line) continue
      const kept = isToken ? signs : stylesOf(line, signs)
      const piece = isToken ? wrapped(text, kept) : pieceOf(line, kept, last === '\n')
      // A style counts only between spaces, or what passes for one.
      if ((styled || kept.length > 0) && !isSpace(last) && !isSpace(piece.charAt(0))) add(gap)
      add(piece)
      styled = kept.length > 0
    }
  // Last, as two pieces could make one together.
  return pieces.join('').replace(endsEmoji, `${before}:`)
}

const isSpace = (sign: string): boolean => /\s/.test(sign)

/** The same, each line set apart as somebody's words. */
export const quoted = (inlines: Inline[], writing: Writing): string => mrkdwn(inlines, writing).replace(/^/gm, '>')

/** zero width space: what stands on its two sides are words apart */
const gap = '\u200b'
/** word joiner before, zero width no-break space after: neither the begin of a word nor its end for whoever looks for a style */
const before = '\u2060'
const after = '\ufeff'

const runsOf = (inline: Inline, writing: Writing, signs: Sign[]): Run[] => {
  switch (inline.kind) {
    case 'text':
      return [{ text: oneKindOfLine(inline.text), signs }]
    case 'code':
      return [{ text: oneKindOfLine(inline.text), signs: [...signs, '`'] }]
    case 'bold':
    case 'italic': {
      const sign = inline.kind === 'bold' ? '*' : '_'
      const all: Sign[] = signs.includes(sign) ? signs : [...signs, sign]
      return inline.inlines.flatMap((one) => runsOf(one, writing, all))
    }
    case 'time':
      return [{ text: timeOf(inline, writing.reader), signs, isToken: true }]
    case 'person': {
      const id = inline.mention && writing.mentions.get(inline.personId)
      return [id ? { text: `<@${id}>`, signs, isToken: true } : { text: oneKindOfLine(inline.name), signs }]
    }
  }
}

const anyEnd = /[\n\r\u2028\u2029]/g
const oneKindOfLine = (text: string): string => text.replace(/\r\n?|[\u2028\u2029]/g, '\n')

/** Pieces side by side that look alike are one. */
function joined(runs: Run[]): Run[] {
  const all: Run[] = []
  for (const run of runs) {
    const last = all.at(-1)
    if (last && !last.isToken && !run.isToken && last.signs.join('') === run.signs.join('')) last.text += run.text
    else all.push({ ...run })
  }
  return all
}

const formats: Record<Moment['style'], string> = { date: '{date}', time: '{time}', datetime: '{date_long} {time}', relative: '{date_pretty}' }

/** Slack shows it in the reader's own zone; where it cannot, as we do. */
function timeOf({ at, style }: Moment, reader: Reader): string {
  const fallback = formatMoment({ at, style }, reader).replace(/[<>&|^]/g, ' ')
  return `<!date^${Math.floor(Date.parse(at) / 1000)}^${formats[style]}|${fallback}>`
}

/** The styles that Slack would see: none around words that begin or end with a sign, nor with a sign of their own in them. */
const stylesOf = (line: string, signs: Sign[]): Sign[] => {
  const core = line.trim()
  return [core.charAt(0), core.charAt(core.length - 1)].some((end) => anySign.includes(end)) ? [] : signs.filter((sign) => !line.includes(sign))
}

const anySign = '*_~`＊＿～｀'

const wrapped = (text: string, signs: Sign[]): string => signs.join('') + text + signs.toReversed().join('')

/** Words of one line in their style, which neither begins nor ends with a space. */
function pieceOf(line: string, signs: Sign[], isFirst: boolean): string {
  if (!signs.length) return escaped(line, isFirst)
  const core = line.trim()
  if (!core) return line
  const start = line.indexOf(core)
  return line.slice(0, start) + wrapped(signs.includes('`') ? withEntities(core) : escaped(core, false), signs) + line.slice(start + core.length)
}

const entities: Record<string, string | undefined> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** a sign, of full width too, where no letter before it keeps it from beginning a style */
const beginsStyle = /[*_~＊＿～](?<![\p{L}\p{N}].)/gu
const backtick = /[`｀]/g
const accent = '\u02cb'
const beginsQuote = /^(\s*)(?=[>＞])/u
/** the second colon of `:name:`; what is behind is looked at only where there is a colon */
const endsEmoji = /:(?<=:[\p{L}\p{N}\p{M}_'+-]{1,100}:)/gu

const withEntities = (text: string): string => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign)

const escaped = (line: string, isFirst: boolean): string =>
  withEntities((isFirst ? line.replace(beginsQuote, `$1${before}`) : line).replace(backtick, accent).replace(beginsStyle, `${before}$&${after}`))

/** a date with its fallback written out */
const longestTime = 110
const longestMention = 24

/**
 * At most so long is a text in any of our ways to write it, as a quote too: UTF-16 units. Longer texts have longer measures, as those
 * who cut them rely on.
 */
export function measure(inlines: Inline[], depth = 0): number {
  return inlines.reduce((sum, inline) => {
    switch (inline.kind) {
      case 'text':
        return sum + measureText(inline.text, depth)
      case 'code':
        return sum + measureText(inline.text, depth + 1)
      case 'bold':
      case 'italic':
        return sum + measure(inline.inlines, depth + 1)
      case 'time':
        return sum + longestTime + styleLength(depth)
      case 'person':
        return sum + Math.max(measureText(inline.name, depth), inline.mention ? longestMention + styleLength(depth) : 0)
    }
  }, 0)
}

/** a sign on either side for each style, and a gap before and after */
const styleLength = (depth: number): number => (depth ? 2 * depth + 2 : 0)

function measureText(text: string, depth: number): number {
  const lines = 1 + count(text, anyEnd)
  return text.length + 4 * count(text, /[&<>＞]/g) + 2 * count(text, /[*_~＊＿～]/g) + count(text, /:/g) + lines - 1 + lines * styleLength(depth)
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
