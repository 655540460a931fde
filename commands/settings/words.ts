import { action, ask, buttons, Invalid, list, organiser, quote, text, view, type Context, type Message, type View } from '../kit.ts'
import { m } from './messages.ts'
import { isSameLine, readLine } from './rules.ts'
import { settingsButton } from './show.ts'
import { ownLines, writeLines } from './words-store.ts'

const pageSize = 10

/** More lines than these nobody looks after. */
const mostLines = 300

const longestLine = 200

const toAdd = { label: m.addLine, call: { action: 'settings teach', input: {} }, style: 'primary' } as const
export const wordsButton = { label: m.words, call: { action: 'settings words', input: {} } }

async function wordsView(context: Context, page: number): Promise<View> {
  const lines = await ownLines(context)
  if (lines.length === 0) return view({ title: m.words }, text(m.noWords), buttons(toAdd, settingsButton))
  const pages = Math.ceil(lines.length / pageSize)
  const at = Math.min(page, pages)
  const items = lines.slice((at - 1) * pageSize, at * pageSize).map((line) => ({ title: line, buttons: [{ label: m.removeLine, call: { action: 'settings.unteach', input: { line } } }] }))
  const to = (label: Message, number: number) => ({ label, call: { action: 'settings words', input: { page: number } } })
  return view(
    { title: m.words },
    text(m.wordsIntro),
    list(items),
    pages > 1 && text(m.wordsPage({ page: String(at), pages: String(pages) })),
    buttons(at > 1 && to(m.previous, at - 1), at < pages && to(m.next, at + 1), toAdd, settingsButton),
  )
}

/** @throws Invalid, beside the field */
function lineOf(typed: string): string {
  const read = readLine(typed)
  if ('line' in read) return read.line
  if (read.term === undefined) throw new Invalid({ line: read.problem === 'equals' ? m.lineNeedsEquals : m.lineNeedsTwo })
  throw new Invalid({ line: read.problem === 'tooLong' ? m.termTooLong({ term: read.term }) : m.termSaysNothing({ term: read.term }) })
}

/** `/settings words`: the community's own lines of meaning. */
export const words = action({
  name: 'settings words',
  french: 'réglages mots',
  title: m.words,
  description: m.wordsDescription,
  can: organiser,
  reads: true,
  input: { page: ask.number({ label: m.words, min: 1, max: 1000, whole: true, optional: true, hidden: true }) },
  run: (context, { page = 1 }) => wordsView(context, page),
})

/** Adds one, in effect at once. */
export const teach = action({
  name: 'settings teach',
  french: 'réglages apprendre',
  title: m.addLine,
  description: m.addLineDescription,
  can: organiser,
  input: { line: ask.text({ label: m.line, hint: m.lineHint, max: longestLine }) },
  async run(context, { line: typed }) {
    const line = lineOf(typed)
    const lines = await ownLines(context)
    if (lines.some((one) => isSameLine(one, line))) throw new Invalid({ line: m.lineKnown })
    if (lines.length >= mostLines) throw new Invalid({ line: m.tooManyLines({ most: mostLines }) })
    await writeLines(context, [...lines, line])
    await context.audit('settings:words', { added: line })
    return view({ title: m.lineAdded, tone: 'good' }, text(m.lineAddedHint), quote(line), buttons(wordsButton, toAdd))
  },
})

/** Takes one out, at once. */
export const unteach = action({
  name: 'settings.unteach',
  title: m.removeLine,
  description: m.removeLineDescription,
  can: organiser,
  input: { line: ask.text({ label: m.line, max: longestLine, hidden: true }) },
  async run(context, { line }) {
    const lines = await ownLines(context)
    if (!lines.includes(line)) return view({ title: m.words }, text(m.lineGone), buttons(wordsButton))
    await writeLines(context, lines.filter((one) => one !== line))
    await context.audit('settings:words', { removed: line })
    return view({ title: m.lineRemoved, tone: 'good' }, quote(line), buttons(wordsButton, toAdd))
  },
})
