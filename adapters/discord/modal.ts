import {
  ComponentType, type APIModalInteractionResponseCallbackData as Modal, type Attachment, type ModalData, type ModalSubmitFields,
} from 'discord.js'
import type { Json } from '../../bot/field.ts'
import type { DrawnField, Form } from '../../bot/form.ts'
import { m as bot } from '../../bot/messages.ts'
import { placesIn } from '../../bot/places.ts'
import type { RawInput } from '../../bot/read.ts'
import type { Reader } from '../../bot/words.ts'
import { choose } from './choices.ts'
import { encodeCall } from './custom-id.ts'
import { platform, type Discord } from './discord.ts'
import { labelFor, type Pickers } from './fields.ts'
import { callFor, present, stepOf, type FormState } from './form-state.ts'
import { m } from './messages.ts'
import { short } from './short.ts'

/** Where and for whom a form opens. */
export interface Opening {
  reader: Reader
  personId: number
  spaceId: number
  /** the platform's own pickers of channels and people show those of a guild */
  inGuild: boolean
}

const longestTitle = 45
const mostComponents = 5

/** What a modal is made with. */
type Means = Pick<Discord, 'words' | 'database' | 'clock'>

/** The modal for the next step of a form; what it says of itself is shown where there is room. */
export async function modalFor(discord: Means, form: Form, state: FormState, opening: Opening): Promise<Modal> {
  const { words, database, clock } = discord
  const { asked, step, steps } = stepOf(form, state)
  const problems = { ...form.problems, ...state.problems }
  const pickers = await pickersFor(discord, form, asked, opening)
  const fields = asked.map((field) => labelFor(withKeptFiles(discord, field, form.values[field.name], opening.reader), { values: form.values, problems }, pickers))
  const explained = step === 1 && form.description && fields.length < mostComponents
  const said = steps > 1 ? words.plain(m.step({ title: short(form.title, longestTitle - 8), step, steps }), opening.reader) : form.title
  const call = await callFor(database, { ...state, input: present({ ...state.input, ...form.hidden }) }, opening.personId, clock.now())
  return {
    custom_id: encodeCall(call, 0),
    title: short(said, longestTitle),
    components: [...(explained ? [{ type: ComponentType.TextDisplay as const, content: short(form.description, 1000) }] : []), ...fields],
  }
}

/** Files cannot be shown in a form: that they are there is said. */
function withKeptFiles({ words }: Means, field: DrawnField, value: Json | undefined, reader: Reader): DrawnField {
  if (field.kind !== 'files' || !Array.isArray(value) || value.length === 0) return field
  return { ...field, hint: words.plain(m.keptFiles({ count: value.length }), reader) }
}

async function pickersFor({ database: { client }, words }: Means, form: Form, asked: DrawnField[], { reader, spaceId, inGuild }: Opening): Promise<Pickers> {
  const numbers = asked.flatMap((field) => {
    const id = 'names' in field && field.names === 'person' ? Number(/^#?(\d+)$/.exec(asText(form.values[field.name]))?.[1]) : NaN
    return id ? [[field.name, id] as const] : []
  })
  const where = { personId: { in: numbers.map(([, id]) => id) }, space: { platform } }
  const accounts = numbers.length ? await client.account.findMany({ where, orderBy: { seenAt: 'desc' } }) : []
  const people = numbers.flatMap(([name, id]) => {
    const account = accounts.find(({ personId }) => personId === id)
    return account ? [[name, account.externalId] as const] : []
  })
  const wanted = Number(form.hidden.space ?? spaceId)
  const picksChannel = asked.some((field) => 'names' in field && field.names === 'channel')
  const space = picksChannel && (wanted !== spaceId || !inGuild) ? await client.space.findFirst({ where: { id: wanted } }) : null
  return {
    people: new Map(people),
    places: space ? placesIn(space) : undefined,
    yes: words.plain(bot.yes, reader),
    no: words.plain(bot.no, reader),
    commas: words.plain(m.commas, reader),
  }
}

const asText = (value: Json | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** What somebody gave in a modal. */
export interface Submitted {
  input: RawInput
  /** whom she chose, by field: the platform’s id and name */
  people: Map<string, { id: string; name: string }>
  /** what she uploaded, by field */
  uploads: Map<string, Attachment[]>
}

/** Reads a modal; `fields` are those of its form. */
export function readModal(fields: DrawnField[], submitted: ModalSubmitFields): Submitted {
  const read: Submitted = { input: {}, people: new Map(), uploads: new Map() }
  for (const [name, data] of submitted.fields) {
    const field = fields.find((one) => one.name === name)
    if (data.type === ComponentType.FileUpload) read.uploads.set(name, [...(submitted.getUploadedFiles(name)?.values() ?? [])])
    else if (data.type === ComponentType.UserSelect) {
      const user = submitted.getSelectedUsers(name)?.first()
      read.input[name] = ''
      if (user) read.people.set(name, { id: user.id, name: user.displayName })
    } else read.input[name] = valueOf(data, field)
  }
  return read
}

function valueOf(data: ModalData, field: DrawnField | undefined): Json {
  if ('values' in data) return field?.kind === 'choices' ? [...data.values] : (data.values[0] ?? '')
  if (typeof data.value !== 'string') return data.value ?? ''
  return field && 'options' in field ? choose(field, data.value) : data.value
}
