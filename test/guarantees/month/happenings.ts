import fc from 'fast-check'

/** People live in these, and workshops are held in them: two whose clocks change in this month, one whose never do, and both ends of the day. */
export const zones = ['Europe/Paris', 'America/New_York', 'Africa/Casablanca', 'Asia/Tokyo', 'Pacific/Auckland'] as const

export const peopleInAll = 300
export const workshopsInAll = 30

/** By hand, months may be fuller. */
const happeningsInAll = Number(process.env['MONTH_HAPPENINGS'] ?? 150)

/** The month begins so: the clocks of Paris change on 25 October, those of New York on 1 November. */
export const monthBegins = '2026-10-10T06:00:00Z'
const monthMinutes = 30 * 1440

/** What may happen; `who` and `what` choose among those there are at that moment. */
export const kinds = ['join', 'leave', 'accept', 'decline', 'move', 'drop', 'cancel', 'choose', 'outage', 'platformOutage', 'doubt', 'restart'] as const

export interface Happening {
  /** in minutes from the beginning of the month */
  at: number
  kind: (typeof kinds)[number]
  who: number
  what: number
}

export interface Plan {
  /** when it first starts, as a clock there shows it, and where */
  day: number
  quarter: number
  zone: number
  seats: number
  isSeries: boolean
}

const often: Record<Happening['kind'], number> = {
  join: 600, leave: 70, accept: 60, decline: 10, move: 30, drop: 4, cancel: 5, choose: 40, outage: 5, platformOutage: 5, doubt: 10, restart: 6,
}

const any = fc.noBias(fc.nat({ max: 1_000_000 }))

const happening: fc.Arbitrary<Happening> = fc.record({
  at: fc.noBias(fc.integer({ min: 1, max: monthMinutes })),
  kind: fc.oneof(...kinds.map((kind) => ({ arbitrary: fc.constant(kind), weight: often[kind] }))),
  who: any, what: any,
})

const plan: fc.Arbitrary<Plan> = fc.record({
  day: fc.noBias(fc.integer({ min: 1, max: 29 })), quarter: fc.noBias(fc.nat({ max: 95 })), zone: fc.noBias(fc.nat({ max: zones.length - 1 })), seats: fc.noBias(fc.integer({ min: 1, max: 25 })),
  isSeries: fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, { arbitrary: fc.constant(true), weight: 1 }),
})

/** A month of workshops, and all that happens in it, in order. */
export const months = fc.record({
  plans: fc.array(plan, { minLength: workshopsInAll, maxLength: workshopsInAll, size: 'max' }),
  happenings: fc.array(happening, { minLength: happeningsInAll, maxLength: happeningsInAll, size: 'max' }).map((all) => all.toSorted((one, other) => one.at - other.at)),
})

export type Life = typeof months extends fc.Arbitrary<infer Lived> ? Lived : never
