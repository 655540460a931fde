import type { Work } from '../kit.ts'
import { tellingTime, type Reading } from './rules.ts'
import { alertOf, type Alert } from './store.ts'

/** Something that fitted and of which she has not been told, with those of her alerts that it fits and that speak. */
export interface Waiting {
  personId: number
  kind: string
  number: number
  createdAt: Date
  /** some of hers are paused, and may speak again */
  sleeps: boolean
  alerts: Alert[]
}

/** What these people have not been told of. */
export async function waitingOf({ db }: Work, people: number[]): Promise<Waiting[]> {
  const rows = await db.alertMatch.findMany({ where: { personId: { in: people }, toldAt: null }, orderBy: [{ createdAt: 'asc' }, { kind: 'asc' }, { number: 'asc' }] })
  if (rows.length === 0) return []
  const alerts = new Map((await db.alert.findMany({ where: { personId: { in: people } } })).map((row) => [row.id, alertOf(row)]))
  return rows.map(({ personId, kind, number, createdAt, alerts: ids }) => {
    const fitted = (ids as number[]).flatMap((id) => alerts.get(id) ?? [])
    const speaking = fitted.filter(({ pausedAt }) => !pausedAt)
    return { personId, kind, number, createdAt, alerts: speaking, sleeps: speaking.length < fitted.length }
  })
}

/** When she is to be told of it: as soon as the most eager of her alerts says. Undefined when none speaks. */
export function timeOf({ alerts, createdAt }: Waiting, reading: Reading, now: Date): Date | undefined {
  const times = alerts.map(({ rhythm }) => tellingTime(rhythm, reading, { since: createdAt, now }).getTime())
  return times.length ? new Date(Math.min(...times)) : undefined
}
