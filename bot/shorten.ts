import type { Inline } from './words.ts'

type Measure = (inlines: Inline[]) => number

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The last good place to break within a text, at a paragraph, a line, a sentence or a word of its second half; else anywhere. */
function breakBefore(text: string, end: number): number {
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = text.lastIndexOf(mark, end - 1)
    if (at >= end / 2) return Math.min(at + mark.length, end)
  }
  let last = 0
  const from = Math.max(0, end - 64)
  for (const { index } of graphemes.segment(text.slice(from, end + 64))) {
    if (from + index > end) break
    last = from + index
  }
  return wholeCharacters(text, last > 0 ? last : end)
}

/** Never between the two halves of a character. */
const wholeCharacters = (text: string, end: number): number => (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(end - 1, end + 1)) ? end - 1 : end)

/** The longest beginning of a text whose measure fits, and the rest. Both are empty only if the text is. */
function cutText(text: string, fits: (head: string) => boolean): [string, string] {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(text.slice(0, middle))) low = middle
    else high = middle - 1
  }
  if (low === 0 || low === text.length) return [text.slice(0, low), text.slice(low)]
  const at = breakBefore(text, low)
  return [text.slice(0, at), text.slice(at)]
}

/** Cuts a text in two so that the first part measures at most `max`. */
export function cut(inlines: Inline[], max: number, measure: Measure): [head: Inline[], tail: Inline[]] {
  if (measure(inlines) <= max) return [inlines, []]
  const head: Inline[] = []
  for (const [index, inline] of inlines.entries()) {
    if (measure([...head, inline]) <= max) {
      head.push(inline)
      continue
    }
    const rest = inlines.slice(index + 1)
    const [before, after] = cutOne(inline, (one) => measure([...head, one]) <= max, max)
    return [before ? [...head, before] : head, after ? [after, ...rest] : rest]
  }
  return [head, []]
}

function cutOne(inline: Inline, fits: (one: Inline) => boolean, max: number): [Inline | undefined, Inline | undefined] {
  switch (inline.kind) {
    case 'text':
    case 'code': {
      const [head, tail] = cutText(inline.text, (text) => fits({ ...inline, text }))
      return [head ? { ...inline, text: head } : undefined, tail ? { ...inline, text: tail } : undefined]
    }
    case 'bold':
    case 'italic': {
      const [head, tail] = cut(inline.inlines, max, (inlines) => (fits({ ...inline, inlines }) ? 0 : max + 1))
      const wrap = (inlines: Inline[]) => (inlines.length ? { ...inline, inlines } : undefined)
      return [wrap(head), wrap(tail)]
    }
    case 'time':
    case 'person':
      return [undefined, inline]
  }
}

/** A text in parts that each measure at most `max`, broken where a reader would. */
export function split(inlines: Inline[], max: number, measure: Measure): Inline[][] {
  const parts: Inline[][] = []
  let rest = inlines
  while (rest.length) {
    const [head, tail] = cut(rest, max, measure)
    // A piece that cannot be divided and fits nowhere is left out rather than sent to be refused.
    if (!head.length) rest = tail.slice(1)
    else {
      parts.push(head)
      rest = tail
    }
  }
  return parts
}

/** A text of at most `max`, its end replaced by "…" when it is longer. */
export function shorten(inlines: Inline[], max: number, measure: Measure): Inline[] {
  if (measure(inlines) <= max) return inlines
  const dots: Inline = { kind: 'text', text: '…' }
  const [head] = cut(inlines, max, (one) => measure([...one, dots]))
  return [...head, dots]
}

/** A plain text of at most `max` UTF-16 units, its end replaced by "…" when it is longer. */
export const shortenText = (text: string, max: number): string => (text.length <= max ? text : `${beginningOf(text, max - 1).trimEnd()}…`)

/** The beginning of a text, of at most `max` UTF-16 units, in whole characters as people see them. */
export function beginningOf(text: string, max: number): string {
  if (text.length <= max) return text
  let kept = 0
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > max) break
    kept = index + segment.length
  }
  return text.slice(0, kept)
}
