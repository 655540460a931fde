import { action, ask, dayOf, endOfDay, Invalid, member, Refusal, type Context, type View } from '../kit.ts'
import { closeButton, foundToChange, lastDay, listButton, offering, overtaken, requireOpen, showButton, zoneOf } from './access.ts'
import { announce, settleQuestions } from './announce.ts'
import { kindOf } from './kinds.ts'
import { m } from './messages.ts'
import { addDays, mostDays } from './rules.ts'
import { changeIf, type Opportunity } from './store.ts'
import { lastDayProblem } from './typed.ts'
import { done } from './views.ts'

const number = ask.record({ label: m.number, hidden: true })
const until = ask.date({ label: m.until, hidden: true, optional: true })

/** Renews in one tap, for as long as its kind lasts. */
export const renew = action({
  name: 'opportunities.renew',
  title: m.renewTitle,
  description: m.renewAbout,
  can: member,
  input: { number, until },
  run: (context, input) => renewed(context, input.number, input.until),
})

/** Renews until a day of her own. */
export const renewUntil = action({
  name: 'opportunities.until',
  title: m.untilTitle,
  description: m.untilAbout,
  can: member,
  input: { number, until: ask.date({ label: m.until, hint: m.atMost({ most: mostDays }) }) },
  async fill(context, input) {
    if (input.number === undefined) return {}
    const opportunity = await foundToChange(context, input.number)
    requireOpen(context, opportunity)
    return { until: dayOf(opportunity.expiresAt, zoneOf(context, opportunity)) }
  },
  run: (context, input) => renewed(context, input.number, input.until),
})

/** Opens again what was closed. */
export const reopen = action({
  name: 'opportunities.reopen',
  title: m.reopen,
  description: m.renewAbout,
  can: member,
  input: { number, until },
  async run(context, input) {
    const before = await foundToChange(context, input.number)
    if (before.status === 'open')
      throw new Refusal(m.alreadyOpen({ title: before.title, until: lastDay(context, before) }), offering(showButton(before), closeButton(before)))
    if (before.status !== 'closed') requireOpen(context, before)
    const expiresAt = lastMoment(context, before, input.until)
    const opening = { status: 'open', closedReason: null, closedAt: null, publishedAt: context.now, expiresAt }
    if (!(await changeIf(context, before.id, ['closed'], opening))) return overtaken(context, before.id)
    const after = await brought(context, before, 'published')
    return done(after.title, m.reopened({ title: after.title, until: lastDay(context, after) }), ...next(after))
  },
})

async function renewed(context: Context, id: number, day: string | undefined): Promise<View> {
  const before = await foundToChange(context, id)
  requireOpen(context, before)
  if (!(await changeIf(context, id, ['open'], { expiresAt: lastMoment(context, before, day) }))) return overtaken(context, id)
  const after = await brought(context, before, 'changed')
  return done(after.title, m.renewed({ title: after.title, until: lastDay(context, after) }), ...next(after))
}

/** @throws Invalid when the day is over or too far */
function lastMoment(context: Context, opportunity: Opportunity, day: string | undefined): Date {
  const zone = zoneOf(context, opportunity)
  const last = day ?? addDays(dayOf(context.now, zone), kindOf(opportunity).days)
  const problems = lastDayProblem(last, zone, context.now)
  if (Object.keys(problems).length) throw new Invalid(problems)
  return endOfDay(last, zone)
}

/** It is current again: nobody doubts it any more, the cards and the questions follow. */
async function brought(context: Context, before: Opportunity, what: 'published' | 'changed'): Promise<Opportunity> {
  await context.db.expiryReport.deleteMany({ where: { opportunityId: before.id } })
  const after = await announce(context, before.id, what)
  await settleQuestions(context, before)
  return after
}

const next = (opportunity: Opportunity) => [showButton(opportunity), closeButton(opportunity), listButton(kindOf(opportunity))]
