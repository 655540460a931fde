import type { Belongings, Work } from '../kit.ts'
import { sameConditions } from './conditions.ts'
import { plan } from './digest.ts'
import { alertsOf } from './store.ts'
import { planTelling } from './telling.ts'

type People = Parameters<Belongings['merge']>[1]

/** What one human being asked for as two people is asked for once, and what she was told of as either she is not told of again. */
async function unite(work: Work, people: People): Promise<void> {
  await uniteMatches(work, people)
  await uniteAlerts(work, people)
  await uniteChoice(work, people)
  await planTelling(work, [people.stays])
}

async function uniteMatches({ db }: Work, { goes, stays }: People): Promise<void> {
  for (const { kind, number, alerts, toldAt } of await db.alertMatch.findMany({ where: { personId: goes } })) {
    const own = { personId_kind_number: { personId: stays, kind, number } }
    const known = await db.alertMatch.findUnique({ where: own })
    if (!known) continue
    const both = [...new Set([...(known.alerts as number[]), ...(alerts as number[])])]
    await db.alertMatch.update({ where: own, data: { alerts: both, toldAt: known.toldAt ?? toldAt } })
    await db.alertMatch.delete({ where: { personId_kind_number: { personId: goes, kind, number } } })
  }
  await db.alertMatch.updateMany({ where: { personId: goes }, data: { personId: stays } })
}

async function uniteAlerts(work: Work, { goes, stays }: People): Promise<void> {
  const { db } = work
  const own = await alertsOf(work, stays)
  const twins = new Map((await alertsOf(work, goes)).flatMap((alert) => {
    const twin = own.find((one) => sameConditions(one, alert))
    return twin ? [[alert.id, twin.id]] : []
  }))
  for (const { kind, number, alerts } of twins.size ? await db.alertMatch.findMany({ where: { personId: stays, toldAt: null } }) : []) {
    const kept = [...new Set((alerts as number[]).map((id) => twins.get(id) ?? id))]
    await db.alertMatch.update({ where: { personId_kind_number: { personId: stays, kind, number } }, data: { alerts: kept } })
  }
  await db.alert.deleteMany({ where: { id: { in: [...twins.keys()] } } })
  await db.alert.updateMany({ where: { personId: goes }, data: { personId: stays } })
}

/** Her own choice counts; where she has made none, the other’s. */
async function uniteChoice(work: Work, { goes, stays }: People): Promise<void> {
  const { db, community } = work
  const own = await db.digestChoice.findUnique({ where: { personId: stays } })
  if (own) await db.digestChoice.deleteMany({ where: { personId: goes } })
  else await db.digestChoice.updateMany({ where: { personId: goes }, data: { personId: stays } })
  const choice = await db.digestChoice.findUnique({ where: { personId: stays }, include: { person: { select: { timeZone: true } } } })
  // what was planned for the other finds nobody
  if (choice?.since) await plan(work, stays, choice.hour, choice.person.timeZone ?? community.timeZone)
}

export const belongings: Belongings[] = [{ tables: ['Alert', 'AlertMatch', 'DigestChoice'], merge: unite }]
