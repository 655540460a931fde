import { formatMoment, type Inline, type Reader } from '../../bot/words.ts'

export interface Writing {
  reader: Reader
  /** who may be mentioned: the person’s number → her id on the platform; anybody else is named */
  people: ReadonlyMap<number, string>
  /** to be struck out as a whole */
  past?: boolean
}

/** What is read as markup wherever it stands: emphasis, spoilers, code, links, and all that begins with `<` or is meant for everyone. */
const anywhere = /[\\*_~`|<@[\]]/
/** What is read as markup where a line begins: headings, lists, quotes, small print. */
const atBeginning = /[#>+.)-]/
/** What may stand before or within a mark at the beginning of a line. */
const beginning = /[\s\d#>+.)*_~`|\\-]|\p{Default_Ignorable_Code_Point}/u
const lineEnd = /[\n\r\u2028\u2029]/
/** What turns the direction of all that follows. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g

/** Nothing to see: the platform refuses it as a text. */
const unseen = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u
export const isUnseen = (text: string): boolean => unseen.test(text)

/** Somebody else’s words, as they are: what might be read as markup, a mention or an address is preceded by a backslash. */
export function escape(text: string): string {
  let fresh = true
  let written = ''
  const clean = text.replace(turning, '')
  for (let at = 0; at < clean.length; at++) {
    const unit = clean.charAt(at)
    const next = clean.charAt(at + 1)
    const isAddress = (unit === ':' && (next === '/' || next === '')) || (unit === '.' && /[\p{L}\p{N}]/u.test(next))
    written += anywhere.test(unit) || isAddress || (fresh && atBeginning.test(unit)) ? `\\${unit}` : unit
    fresh = lineEnd.test(unit) || (fresh && beginning.test(unit))
  }
  return written
}

/** A text in the platform’s Markdown; never longer than `limits.measure` says. */
export const write = (inlines: Inline[], writing: Writing): string => writeAll(inlines, writing, writing.past ? ['past'] : []).trim()

/** Words struck out; five units more at most. */
export function struckOut(written: string): string {
  if (isUnseen(written)) return written
  // The platform ends at the first two tildes it meets, escaped or not.
  return `~~${written}${written.endsWith('~') ? ' ' : ''}~~`
}

/** What is already set apart by marks around a text. */
type Inside = readonly ('bold' | 'italic' | 'past')[]

const writeAll = (inlines: Inline[], writing: Writing, inside: Inside): string =>
  joined(inlines, writing).map((inline) => writeOne(inline, writing, inside)).join('')

/** With names as words and neighbours of a kind together: what is markup does not depend on how a text was put together. */
function joined(inlines: Inline[], { people }: Writing): Inline[] {
  const all: Inline[] = []
  for (const inline of inlines) {
    const plain = inline.kind === 'person' && !(inline.mention && people.has(inline.personId)) ? { kind: 'text' as const, text: inline.name } : inline
    const last = all.at(-1)
    if (plain.kind === 'text' && last?.kind === 'text') all[all.length - 1] = { kind: 'text', text: last.text + plain.text }
    else if ('inlines' in plain && last?.kind === plain.kind && 'inlines' in last) all[all.length - 1] = { kind: plain.kind, inlines: [...last.inlines, ...plain.inlines] }
    else all.push(plain)
  }
  return all
}

function writeOne(inline: Inline, writing: Writing, inside: Inside): string {
  switch (inline.kind) {
    case 'text':
      return escape(inline.text)
    case 'code':
      return writeCode(inline.text, inside.length > 0)
    case 'bold':
    case 'italic': {
      const own = writeAll(inline.inlines, writing, [...inside, inline.kind])
      if (inside.includes(inline.kind)) return own
      return between(inline.kind === 'bold' ? '**' : inside.length ? '_' : '*', own)
    }
    case 'time':
      return writeMoment(inline, writing.reader)
    case 'person':
      return `<@${writing.people.get(inline.personId) ?? ''}>`
  }
}

/** Marks hold only where there is no blank within. */
function between(mark: string, written: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(written) ?? []
  return isUnseen(words) ? written : before + mark + words + mark + after
}

/** Within other marks, or with a backtick in it, code could end them or itself too early: it stays plain. */
function writeCode(text: string, inside: boolean): string {
  const unfit = text.includes('`') || isUnseen(text) || (inside && /[*_~\\]/.test(text))
  return unfit ? escape(text) : `\`${text}\``
}

/**
 * A moment in the zone of whoever looks, as her own device writes it. A day without an hour is written out: the device would show the
 * day before or after to somebody in another zone.
 */
function writeMoment(moment: Extract<Inline, { kind: 'time' }>, reader: Reader): string {
  const seconds = Math.floor(new Date(moment.at).getTime() / 1000)
  switch (moment.style) {
    case 'date':
      return formatMoment(moment, reader)
    case 'time':
      return `<t:${seconds}:t>`
    case 'datetime':
      return `<t:${seconds}:F>`
    case 'relative':
      return `<t:${seconds}:R>`
  }
}

/** The people who are to be notified by a text, by their ids. */
export function mentionedIn(inlines: Inline[], people: ReadonlyMap<number, string>): string[] {
  return inlines.flatMap((inline) => {
    switch (inline.kind) {
      case 'text':
      case 'code':
      case 'time':
        return []
      case 'bold':
      case 'italic':
        return mentionedIn(inline.inlines, people)
      case 'person':
        return inline.mention ? (people.get(inline.personId) ?? []) : []
    }
  })
}
