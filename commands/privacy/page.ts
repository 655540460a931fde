import { rowsHeld, type Record, type Row } from '../../bot/holding.ts'
import { moment, type DocumentWork, type Holding, type Message, type Text, type View } from '../kit.ts'
import { m } from './messages.ts'

type Reader = Parameters<DocumentWork['words']['plain']>[1]

/** What is read of a row where nothing else is said, by its column. The rest is for programs. */
const columns: { [column: string]: Message } = {
  name: m.columnName, locale: m.columnLocale, timeZone: m.columnTimeZone, role: m.columnRole, headline: m.columnHeadline, bio: m.columnBio, city: m.columnCity,
  published: m.columnPublished, title: m.columnTitle, description: m.columnDescription, text: m.columnText, answer: m.columnAnswer, note: m.columnNote,
  words: m.columnWords, kind: m.columnKind, type: m.columnType, size: m.columnSize, place: m.columnPlace, status: m.columnStatus, view: m.columnMessage,
  reply: m.columnMessage, action: m.columnAction, mark: m.columnMark, attended: m.columnAttended, hour: m.columnHour, createdAt: m.columnCreatedAt, seenAt: m.columnSeenAt,
}

/** Everything held about a person, as a page to be read in any browser, without a script or anything from elsewhere. */
export async function pageOf(work: DocumentWork, personId: number, reader: Reader): Promise<string> {
  const { holdings, community, now, words } = work
  const say = (text: Text) => words.plain(text, reader)
  const parts: string[] = []
  for (const holding of holdings) {
    const records = await recordsOf(work, holding, personId, say)
    const shown = records.map((record) => recordHtml(record, say)).join('\n') || `<p>${escaped(say(m.archiveEmpty))}</p>`
    parts.push(`<section>\n<h2>${escaped(say(holding.title))}</h2>\n${shown}\n</section>`)
  }
  const title = escaped(say(m.archiveTitle({ community: community.name })))
  return `<!doctype html>
<html lang="${reader.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem } dt { font-weight: 600 } dd { margin: 0 0 .5rem; white-space: pre-wrap; overflow-wrap: anywhere } dl { border-top: 1px solid #ccc; padding-top: .5rem }</style>
</head>
<body>
<h1>${title}</h1>
<p>${escaped(say(m.archiveAbout({ at: moment(now) })))}</p>
${parts.join('\n')}
</body>
</html>
`
}

async function recordsOf({ db }: DocumentWork, holding: Holding, personId: number, say: (text: Text) => string): Promise<Record[]> {
  if (holding.reads) return holding.reads(db, personId)
  const records: Record[] = []
  for (const table of holding.tables)
    for (const row of await rowsHeld(db, holding, table, personId)) {
      const facts = factsOf(row, say)
      if (facts.length) records.push({ title: '', facts })
    }
  return records
}

const factsOf = (row: Row, say: (text: Text) => string): [Text, Text][] =>
  Object.entries(columns).flatMap(([column, label]): [Text, Text][] => {
    const value = shown(row[column], say)
    return value ? [[label, value]] : []
  })

function shown(value: unknown, say: (text: Text) => string): Text {
  if (value instanceof Date) return m.columnMoment({ at: moment(value) })
  if (typeof value === 'boolean') return value ? m.yes : m.no
  if (typeof value === 'number') return m.count({ count: value })
  if (typeof value === 'string') return value
  // What was said is kept as a view.
  return typeof value === 'object' && value !== null && 'blocks' in value ? linesOf(value as View, say).join('\n') : ''
}

/** What stands in a view, as lines. */
function linesOf({ title, blocks }: View, say: (text: Text) => string): string[] {
  const lines = blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'text':
      case 'quote':
        return [say(block.text)]
      case 'facts':
        return block.facts.map(({ label, value }) => `${say(label)} — ${say(value)}`)
      case 'list':
        return block.items.flatMap((item) => [`• ${say(item.title)}`, ...(item.text === undefined ? [] : [say(item.text)]), ...(item.facts ?? []).map(({ label, value }) => `${say(label)} — ${say(value)}`)])
      case 'files':
        return block.files.map(({ name }) => name)
      case 'image':
      case 'buttons':
      case 'select':
        return []
    }
  })
  return [...(title === undefined ? [] : [say(title)]), ...lines]
}

const recordHtml = ({ title, facts }: Record, say: (text: Text) => string): string => {
  const head = title === '' ? '' : `<h3>${escaped(say(title))}</h3>\n`
  return `${head}<dl>\n${facts.map(([label, value]) => `<dt>${escaped(say(label))}</dt><dd>${escaped(say(value))}</dd>`).join('\n')}\n</dl>`
}

const signs: { [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
