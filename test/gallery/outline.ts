import { steadyFile } from './files.ts'

/** What of an object is said in a word, and what it says to people; `rest` is written out. */
export interface Folded {
  head?: string
  text?: string
  rest?: object
}

export type Fold = (object: Record<string, unknown>) => Folded | undefined

const shortest = 100

/**
 * A payload as indented lines that one can read aloud: each object a line, what people read after a bar. Nothing is left out; `fold`
 * says which objects are written shorter, and how.
 */
export function outline(value: unknown, fold: Fold): string {
  return visible(linesOf(value, '', fold).join('\n'))
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const indented = (lines: string[]): string[] => lines.map((line) => `  ${line}`)

function linesOf(value: unknown, name: string, fold: Fold): string[] {
  if (Array.isArray(value)) return name ? [`${name}:`, ...indented(value.flatMap((one) => linesOf(one, '', fold)))] : value.flatMap((one) => linesOf(one, '', fold))
  if (!isObject(value)) return saying(name || '-', typeof value === 'string' ? value : JSON.stringify(value))
  const { head = '', text, rest = value } = fold(value) ?? {}
  const entries = Object.entries(rest).filter(([, one]) => one !== undefined)
  const isShort = (one: unknown) => !isObject(one) && !Array.isArray(one) && !(typeof one === 'string' && (one.includes('\n') || one.length > shortest))
  const short = entries.filter(([, one]) => isShort(one)).map(([key, one]) => `${key}=${scalar(one)}`)
  const said = [name, head, ...short].filter(Boolean).join(' ') || '-'
  const long = entries.filter(([, one]) => !isShort(one)).flatMap(([key, one]) => linesOf(one, key, fold))
  return [...(text === undefined ? [said] : saying(said, text)), ...indented(long)]
}

const scalar = (value: unknown): string =>
  typeof value !== 'string' ? JSON.stringify(value) : /^[\w.:/#@-]+$/.test(value) ? value : /["\\]/.test(value) && !value.includes("'") ? `'${value}'` : JSON.stringify(value)

/** What people read: in the same line if it is short, else below. */
function saying(head: string, text: string): string[] {
  const lines = text.split('\n')
  return lines.length === 1 ? [`${head} | ${text}`] : [head, ...lines.map((line) => `  | ${line}`)]
}

const signs: Record<string, string> = { '\u00a0': '⍽', '\u202f': '⍽', '\u200b': '⟨0⟩', '\u2060': '⟨w⟩', '\ufeff': '⟨n⟩' }

/**
 * With what cannot be seen, and matters; without the ids of tickets, which are digests of what they keep, those of files, which are
 * random but for the gallery's own, and without the numbers of postings, which count all that was ever said: a message more in one capability is no difference in another.
 */
export const visible = (text: string): string =>
  text
    .replace(/[\u00a0\u202f\u200b\u2060\ufeff]/g, (one) => signs[one] ?? one)
    .replace(/"id":"[\w-]{43}"/g, '"id":"…"')
    .replace(/"posting":\d+/g, '"posting":…')
    .replace(/(?<=\/files\/)[\w-]{21}/g, steadyFile)
