import type { Drawn } from '../../bot/draw.ts'
import type { Form } from '../../bot/form.ts'

/** What to type at Slack for the first word of each command, as it is called elsewhere. */
type Typed = ReadonlyMap<string, string>

/** What is no words for anybody. */
const unread = new Set(['call', 'link', 'fileId', 'kind', 'tone', 'at', 'style', 'name'])
const command = /(?<![\p{L}\p{N}/])\/\p{L}[\p{L}\p{N}-]*/gu

const inWords = (text: string, typed: Typed): string => text.replace(command, (one) => typed.get(one) ?? one)

/**
 * Pages in which our commands are as one types them at Slack (`typed`, by how they are called elsewhere): whoever reads /réglages could
 * not type it there, and /me is Slack's own. What somebody wrote and is quoted stays as it is.
 */
export function typeable(pages: Drawn[], typed: Typed): Drawn[] {
  const inAll = (value: unknown): unknown => {
    if (typeof value === 'string') return inWords(value, typed)
    if (Array.isArray(value)) return value.map(inAll)
    if (typeof value !== 'object' || value === null || ('kind' in value && value.kind === 'quote')) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unread.has(key) ? one : inAll(one)]))
  }
  // Every text is still one, and everything else what it was.
  return pages.map((page) => inAll(page) as Drawn)
}

/** The same of what a form asks; what was given in it stays as it is. */
export function typeableForm(form: Form, typed: Typed): Form {
  const words = (text: string) => inWords(text, typed)
  const problems = Object.fromEntries(Object.entries(form.problems).map(([name, problem]) => [name, words(problem)]))
  const fields = form.fields.map((field) => ({ ...field, label: words(field.label), ...(field.hint ? { hint: words(field.hint) } : {}) }))
  return { ...form, description: words(form.description), problems, fields }
}
