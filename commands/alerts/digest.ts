import { z } from 'zod'
import { action, ask, buttons, job, list, member, text, view, type Block, type Subject, type Work } from '../kit.ts'
import { firstAudible, isQuiet, quietHoursOf } from '../../bot/quiet.ts'
import { organisersOf } from '../../bot/person.ts'
import { m } from './messages.ts'
import { digestDays, nextTelling, usualHour } from './rules.ts'
import { addButton, digestButton, done, listButton } from './views.ts'

/** More of one kind than these are not shown in a digest: the lists have the rest. */
const shownOfKind = 3
/** More than these are not counted. */
const mostCounted = 200
/** More organisers than these are not looked through for whether she is one. */
const mostOrganisers = 200

/** `/digest`: the hour of daily and weekly messages, and whether there is one with all that is new. */
export const digest = action({
  name: 'digest',
  french: 'résumé',
  title: m.digest,
  description: m.digestAbout,
  can: member,
  asks: 'always',
  input: {
    weekly: ask.yesno({ label: m.digestWeekly, hint: m.digestWeeklyHint }),
    hour: ask.number({ label: m.digestHour, hint: m.digestHourHint, min: 0, max: 23, whole: true }),
  },
  async fill({ db, who }) {
    const choice = await db.digestChoice.findUnique({ where: { personId: who.id } })
    return { weekly: choice ? choice.since !== null : true, hour: choice?.hour ?? usualHour }
  },
  async run(context, { weekly, hour }) {
    const { db, who, now } = context
    const before = await db.digestChoice.findUnique({ where: { personId: who.id } })
    const since = weekly ? (before?.since ?? now) : null
    await db.digestChoice.upsert({ where: { personId: who.id }, create: { personId: who.id, hour, since }, update: { hour, since } })
    if (weekly) await plan(context, who.id, hour, who.timeZone)
    const stop = { label: m.digestStop, call: { action: 'alerts.digest.stop', input: {} } }
    return done(weekly ? m.digestOn : m.digestOff, weekly ? m.digestOnSaid({ hour }) : m.digestOffSaid({ hour }), weekly && stop, listButton, addButton)
  },
})

/** One tap, and no further digest comes. */
export const stopDigest = action({
  name: 'alerts.digest.stop',
  title: m.digestStop,
  description: m.digestAbout,
  can: member,
  input: {},
  async run({ db, who }) {
    await db.digestChoice.updateMany({ where: { personId: who.id }, data: { since: null } })
    return done(m.digestOff, m.digestStopped, digestButton, listButton)
  },
})

/** Plans the next digest of this person; where it is planned already, it is moved. */
export const plan = (work: Work, personId: number, hour: number, timeZone: string): Promise<void> =>
  work.later(send, { personId }, { at: nextTelling('weekly', { hour, timeZone }, work.now), key: `alerts:digest:${personId}` })

/**
 * Sends one person what is new since her last digest, and plans the next. After an outage there is one for all of the time, once it is
 * not quiet for her; where there is nothing to say, nothing is sent.
 */
export const send = job({
  name: 'alerts.digest',
  input: z.object({ personId: z.number().int() }),
  async run(work, { personId }): Promise<void> {
    const { db, community, now } = work
    const choice = await db.digestChoice.findUnique({ where: { personId }, include: { person: { include: { roles: true } } } })
    if (!choice?.since) return
    const { hour, person } = choice
    const timeZone = person.timeZone ?? community.timeZone
    const quiet = quietHoursOf(person, timeZone)
    // At her own hour she wants it, quiet or not; late, it waits for the morning.
    const isHers = nextTelling('weekly', { hour, timeZone }, new Date(now.getTime() - 3_600_000)) <= now
    if (!isHers && isQuiet(now, quiet)) return work.later(send, { personId }, { at: firstAudible(now, quiet), key: `alerts:digest:${personId}` })
    const since = choice.sentAt ?? new Date(Math.min(choice.since.getTime(), now.getTime() - digestDays * 86_400_000))
    await db.digestChoice.update({ where: { personId }, data: { sentAt: now } })
    const organises = (await organisersOf(db, community.id, mostOrganisers)).some(({ id }) => id === personId)
    const blocks = [...(await news(work, since)), ...(organises ? await waits(work) : [])]
    if (blocks.length > 0) await work.tell({ person: personId }, digestView(blocks), { key: `alerts:digest:${personId}:${now.toISOString()}` })
    await plan(work, personId, hour, timeZone)
  },
})

const digestView = (blocks: Block[]) =>
  view({ title: m.digestTitle }, ...blocks, buttons({ label: m.digestStop, call: { action: 'alerts.digest.stop', input: {} } }, digestButton))

/** What came up since then, of every capability. */
async function news(work: Work, since: Date): Promise<Block[]> {
  const blocks: Block[] = []
  for (const subject of work.subjects) blocks.push(...(await newsOf(work, subject, since)))
  for (const { news: said } of work.digests) if (said) blocks.push(...(await said(work, since)))
  return blocks
}

async function newsOf(work: Work, { title, open, kind }: Subject, since: Date): Promise<Block[]> {
  const found = await open(work, { since, atMost: mostCounted })
  if (found.length === 0) return []
  const more = buttons(found.length > shownOfKind && { label: m.digestAll, call: { action: `${kind} list`, input: {} } })
  return [text(m.digestNew({ title, count: found.length })), list(found.slice(0, shownOfKind).map(({ item }) => item)), ...(more ? [more] : [])]
}

/** What waits for those who organise. */
async function waits(work: Work): Promise<Block[]> {
  const blocks: Block[] = []
  for (const { waits: said } of work.digests) if (said) blocks.push(...(await said(work)))
  return blocks.length > 0 ? [text(m.digestWaits), ...blocks] : []
}
