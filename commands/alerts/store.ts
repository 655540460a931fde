import { quietHoursOf } from '../../bot/quiet.ts'
import { anchorOf, type Context, type Work } from '../kit.ts'
import type { Conditions } from './conditions.ts'
import { usualHour, type Reading, type Rhythm } from './rules.ts'

type Row = NonNullable<Awaited<ReturnType<Work['db']['alert']['findFirst']>>>

/** An alert as it is kept. */
export interface Alert extends Conditions {
  id: number
  personId: number
  pausedAt: Date | null
  createdAt: Date
}

/** A row of the database, which holds what `columnsOf` wrote. */
export const alertOf = ({ id, personId, words, kind, place, tags, rhythm, pausedAt, createdAt }: Row): Alert =>
  ({ id, personId, words, kind, place, tags: tags as string[], rhythm: rhythm as Rhythm, pausedAt, createdAt })

const columnsOf = (conditions: Conditions) => ({ ...conditions, anchor: anchorOf(conditions) })

export const createAlert = async ({ db, community, who, now }: Context, conditions: Conditions): Promise<Alert> =>
  alertOf(await db.alert.create({ data: { ...columnsOf(conditions), communityId: community.id, personId: who.id, createdAt: now } }))

export const changeAlert = async ({ db }: Work, id: number, conditions: Conditions): Promise<Alert> =>
  alertOf(await db.alert.update({ where: { id }, data: { ...columnsOf(conditions), pausedAt: null } }))

/** Hers, the oldest first. */
export const alertsOf = async ({ db }: Work, personId: number): Promise<Alert[]> =>
  (await db.alert.findMany({ where: { personId }, orderBy: { id: 'asc' } })).map(alertOf)

export const findOwn = async ({ db, who }: Context, id: number): Promise<Alert | undefined> => {
  const row = await db.alert.findFirst({ where: { id, personId: who.id } })
  return row ? alertOf(row) : undefined
}

/** When each of these people is written to, by her number. */
export async function readings({ db, community }: Work, people: number[]): Promise<Map<number, Reading>> {
  const rows = await db.person.findMany({
    where: { id: { in: people } },
    select: { id: true, timeZone: true, quietFrom: true, quietTo: true, digestChoice: { select: { hour: true } } },
  })
  return new Map(rows.map(({ id, digestChoice, ...person }) => {
    const timeZone = person.timeZone ?? community.timeZone
    return [id, { hour: digestChoice?.hour ?? usualHour, timeZone, quiet: quietHoursOf(person, timeZone) }]
  }))
}
