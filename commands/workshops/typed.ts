import { json } from '../../bot/json.ts'
import { readField, type Problems } from '../../bot/read.ts'
import type { InputOf } from '../../bot/field.ts'
import { readWhen } from '../../bot/when/read.ts'
import { instantOf } from '../../bot/when/wall.ts'
import { readTimeZone } from '../../bot/zones.ts'
import { fold, Invalid, moment, type Context, type Json } from '../kit.ts'
import { fields } from './fields.ts'
import { m } from './messages.ts'
import { closesAt, isTooFar, looksLikeLink } from './rules.ts'
import { filesOf, findPerson, usableFiles, type Workshop } from './store.ts'

/** What the form of a workshop gave. */
export type Input = InputOf<typeof fields>

type Columns = Pick<Workshop,
  'title' | 'description' | 'level' | 'language' | 'starts' | 'rule' | 'timeZone' | 'minutes' | 'place' | 'seats' | 'closesHours' | 'acceptHours' | 'link'
> & { files: Exclude<Json, null> }

/** What the form said, ready to be stored. */
export interface Typed {
  columns: Columns
  speakers: { personId?: number; name: string }[]
}

const mostGuests = 8

/** A workshop as its form shows it. */
export const formValues = (workshop: Workshop): Record<string, Json> => {
  const { title, minutes, place, seats, description, speakers, level, language, timeZone, closesHours, acceptHours, link } = workshop
  const person = speakers.find((one) => one.person)?.person
  return {
    title, when: whenTyped(workshop), minutes, place, seats, description, level, language, timeZone, closesHours,
    speaker: person ? String(person.id) : '', guests: speakers.filter((one) => !one.person).map(({ name }) => name).join(', '),
    acceptHours: acceptHours ?? '', link, files: filesOf(workshop),
  }
}

function textProblems({ title, description, place }: Input): Problems {
  return {
    ...(fold(title).length ? {} : { title: m.needsWords }),
    ...(fold(description).length ? {} : { description: m.needsWords }),
    ...(fold(place).length ? {} : { place: m.needsWords }),
  }
}

/** A place that begins as a link does is one, in the form in which it can be opened; undefined when it is none. */
function readPlace(place: string, context: Context): string | undefined {
  if (!looksLikeLink(place)) return place
  const { locale, timeZone } = context.who
  const read = readField({ kind: 'link', name: 'place', label: m.place }, place, { locale, timeZone, now: context.now })
  return 'value' in read && typeof read.value === 'string' ? read.value : undefined
}

/** The `when` of a workshop as its form shows it. */
const whenTyped = ({ starts, rule }: Workshop): string => [starts.replace('T', ' '), rule ?? ''].join(' ').trim()

type Start = Pick<Workshop, 'starts' | 'rule'> & { lasts?: number }

/** When it starts, in her own words; what she left as it was may be over by now. */
function readStart({ when, closesHours, timeZone }: Input, zone: string, { who, now }: Context, before: Workshop | undefined): Start | { problems: Problems } {
  if (before && when.trim() === whenTyped(before) && (timeZone === undefined || zone === before.timeZone)) return { starts: before.starts, rule: before.rule }
  const read = readWhen(when, { locale: who.locale, timeZone: zone, now })
  if ('problem' in read) return { problems: { when: read.problem } }
  const { start: starts, rule, lasts } = read.when
  const startsAt = instantOf(starts, zone)
  if (isTooFar(startsAt, now)) return { problems: { when: m.tooFar({ when: moment(startsAt) }) } }
  return closesAt(startsAt, closesHours ?? 0) <= now ? { problems: { closesHours: m.closedByThen } } : { starts, rule, lasts }
}

async function readSpeakers({ speaker, guests }: Input, context: Context): Promise<{ speakers: Typed['speakers']; problems: Problems }> {
  const names = [...new Set((guests ?? '').split(/[,;]/).map((name) => name.trim()).filter(Boolean))]
  const person = speaker === undefined ? undefined : await findPerson(context, speaker)
  const problems: Problems = {
    ...(speaker !== undefined && !person ? { speaker: m.noSuchPerson } : {}),
    ...(names.length > mostGuests ? { guests: m.tooManyGuests({ max: mostGuests }) } : {}),
  }
  const nobody = speaker === undefined && names.length === 0 ? [{ personId: context.who.id, name: '' }] : []
  return { speakers: [...(person ? [{ personId: person.id, name: '' }] : nobody), ...names.map((name) => ({ name }))], problems }
}

async function fileProblems(context: Context, ids: string[], attached: string[]): Promise<Problems> {
  const { spec } = fields.files
  const types = spec.kind === 'files' ? spec.types : []
  const usable = (await usableFiles(context, ids, attached)).filter(({ type }) => types.includes(type))
  return usable.length < ids.length ? { files: m.fileUnknown } : {}
}

/**
 * Reads the form of a workshop, or of a change of what was there `before`; the `attached` files may stay, whose ever they are.
 * @throws Invalid with all that is wrong
 */
export async function readTyped(context: Context, input: Input, { before, attached = [] }: { before?: Workshop; attached?: string[] } = {}): Promise<Typed> {
  const { title, description, level, language, minutes, seats, link } = input
  const zone = input.timeZone === undefined ? (before?.timeZone ?? context.who.timeZone) : readTimeZone(input.timeZone)
  const place = readPlace(input.place, context)
  const start = readStart(input, zone ?? context.who.timeZone, context, before)
  const { speakers, problems: unknown } = await readSpeakers(input, context)
  const problems: Problems = {
    ...textProblems(input), ...('problems' in start ? start.problems : {}), ...unknown,
    ...(zone ? {} : { timeZone: m.noSuchZone }),
    ...(place === undefined ? { place: m.notALink } : {}),
    ...(await fileProblems(context, input.files ?? [], attached)),
  }
  if (Object.keys(problems).length || 'problems' in start || zone === undefined || place === undefined) throw new Invalid(problems)
  const columns = {
    title, description, level, language, starts: start.starts, rule: start.rule, timeZone: zone, minutes: start.lasts ?? minutes, place, seats,
    closesHours: input.closesHours ?? 0, acceptHours: input.acceptHours ?? null, link: link ?? '', files: json(input.files ?? []),
  }
  return { columns, speakers }
}
