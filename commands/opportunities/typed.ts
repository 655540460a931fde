import { json } from '../../bot/json.ts'
import type { Problems } from '../../bot/read.ts'
import { dayOf, endOfDay, Invalid, type Context, type Json, type Work } from '../kit.ts'
import { zoneOf } from './access.ts'
import type { Content, Kind } from './kind.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { addDays, fingerprintOf, judgeLastDay, mostDays } from './rules.ts'
import { usableFiles, zoneOfPerson, type Opportunity } from './store.ts'

/** What the form said, ready to be stored. */
export interface Typed {
  columns: Pick<Opportunity, 'title' | 'description' | 'fingerprint' | 'expiresAt'> & { details: Exclude<Json, null> }
  /** the same, to be put back into a form */
  values: Record<string, Json>
  lastDay: string
}

const valuesOf = (kind: Kind, { title, description, details }: Content, until: string): Record<string, Json> =>
  ({ ...kind.present(details).values, title, description, until })

/** A record as its form shows it. */
export const formValues = (context: Work, opportunity: Opportunity): Record<string, Json> => {
  const { title, description, details, expiresAt } = opportunity
  const content = { title, description, details: details as Content['details'], identity: [] }
  return valuesOf(kindOf(opportunity), content, dayOf(expiresAt, zoneOf(context, opportunity)))
}

/** What is wrong with a last day, as the form says it. */
export function lastDayProblem(day: string, zone: string, now: Date): Problems {
  const wrong = judgeLastDay(day, dayOf(now, zone))
  return wrong ? { until: wrong === 'past' ? m.past : m.tooFar({ most: mostDays }) } : {}
}

async function fileProblems(context: Context, kind: Kind, ids: string[], before: Opportunity | undefined): Promise<Problems> {
  if (ids.length === 0) return {}
  const attached = before ? kind.present(before.details).files : []
  const [field] = Object.entries(kind.fields).filter(([, { spec }]) => spec.kind === 'files')
  const types = field?.[1].spec.kind === 'files' ? field[1].spec.types : []
  const usable = (await usableFiles(context, ids, attached)).filter(({ type }) => types.includes(type))
  return field && usable.length < ids.length ? { [field[0]]: m.fileUnknown } : {}
}

/** Reads the form of a post, or of a change of what was there `before`. @throws Invalid with all that is wrong */
export async function readTyped(context: Context, kind: Kind, input: Record<string, unknown>, before?: Opportunity): Promise<Typed> {
  const { who, now } = context
  const zone = before ? zoneOf(context, before) : await zoneOfPerson(context, who.id)
  const { content, problems } = kind.read(input, { locale: who.locale, timeZone: zone, now })
  const lastDay = typeof input['until'] === 'string' ? input['until'] : addDays(dayOf(now, zone), kind.days)
  const { files } = kind.present(content.details)
  const all = { ...problems, ...lastDayProblem(lastDay, zone, now), ...(await fileProblems(context, kind, files, before)) }
  if (Object.keys(all).length) throw new Invalid(all)
  const { title, description, details, identity } = content
  const fingerprint = fingerprintOf(before?.authorId ?? who.id, kind.name, identity)
  const columns = { title, description, fingerprint, details: json(details), expiresAt: endOfDay(lastDay, zone) }
  return { columns, values: valuesOf(kind, content, lastDay), lastDay }
}
