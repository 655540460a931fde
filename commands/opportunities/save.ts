import { fieldsOf } from '../../bot/field.ts'
import { readInput } from '../../bot/read.ts'
import { shortenText } from '../../bot/shorten.ts'
import { action, ask, buttons, member, quote, text, view, type Context, type Json, type View } from '../kit.ts'
import type { Kind } from './kind.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { draftOf } from './post.ts'
import { addressesIn, titleIn } from './rules.ts'

const longestTitle = 100
const longestText = 3000
const excerpt = 280

const kindOptions = [
  { value: 'job', label: m.aJob },
  { value: 'deal', label: m.aDeal },
] as const

/** Makes a job or a deal of somebody's message; its author is who saves it. */
export const save = action({
  name: 'opportunities.save',
  title: m.save,
  description: m.saveAbout,
  can: member,
  onMessage: 'text',
  input: {
    kind: ask.choice({ label: m.saveKind, options: kindOptions }),
    title: ask.text({ label: m.title, max: longestTitle }),
    text: ask.text({ label: m.description, max: longestText, lines: 'many' }),
    audience: ask.text({ label: m.audience, hint: m.saveAudienceHint, max: 200, optional: true }),
  },
  fill: (_context, { text: said = '' }) => Promise.resolve({ title: shortenText(titleIn(said), longestTitle) }),
  async run(context, { kind: name, title, text: description, audience }) {
    const kind = kindOf({ kind: name })
    const given = givenTo(kind, { title, description, audience, ...addressesIn(description) })
    const input = completeInput(context, kind, given)
    return input ? draftOf(context, kind, input) : nearly(kind, given)
  },
})

/** Of what was found, that for which the form of this kind has a field. */
const givenTo = (kind: Kind, found: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(found).flatMap(([name, value]) => (value !== undefined && name in kind.fields ? [[name, value] as const] : [])))

/** The input of a draft; undefined when its form has to be filled in further. */
function completeInput({ who, now }: Context, kind: Kind, given: Record<string, Json>): Record<string, unknown> | undefined {
  const reading = { locale: who.locale, timeZone: who.timeZone, now }
  const { input, problems } = readInput(fieldsOf(kind.fields), given, reading)
  if (Object.keys(problems).length > 0) return undefined
  return Object.keys(kind.read(input, reading).problems).length > 0 ? undefined : input
}

const nearly = (kind: Kind, given: Record<string, string>): View =>
  view(
    { title: m.saveNearly({ title: given['title'] ?? '' }) },
    text(kind.name === 'job' ? m.saveJobLacks : m.saveDealLacks),
    quote(shortenText(given['description'] ?? '', excerpt)),
    buttons({ label: m.complete, call: { action: `${kind.name} post`, input: given }, style: 'primary' }),
  )
