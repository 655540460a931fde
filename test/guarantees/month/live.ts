import type { Reply } from '../../../bot/engine.ts'
import { quietHoursOf, type QuietHours } from '../../../bot/quiet.ts'
import { wallAt } from '../../../bot/when/wall.ts'
import type { RawInput } from '../../../bot/read.ts'
import type { Stage } from '../../stage.ts'
import type { Outages, Seat } from './due.ts'
import { monthBegins, peopleInAll, zones, type Happening, type Life, type Plan } from './happenings.ts'

interface Somebody {
  id: number
  externalId: string
  hours: QuietHours
  leads: number[]
}

/** How long before a workshop people may want to be reminded, as they write it. */
const choices: [string, number[]][] = [['2 hours', [120]], ['3 days, 1 day, 15 min', [4320, 1440, 15]], ['none', []], ['1 week, 12 hours', [10_080, 720]]]

export const usual = [10_080, 1440, 60]

const begins = new Date(monthBegins).getTime()
const minuteMs = 60_000

/** What was received: by whom, of which workshop, in which minute. */
export interface Received {
  person: number
  title: string
  at: Date
}

export interface Lived {
  seats: Seat[]
  outages: Outages
  received: Received[]
  done: Map<string, number>
}

/** Lives a month on a stage, and remembers who had a seat when, what was out of order, and what each received. */
export async function live(stage: Stage, { plans, happenings }: Life): Promise<Lived> {
  const month = new Month(stage)
  await month.begins(plans)
  for (const one of happenings) await month.happens(one)
  await month.passesUntil(begins + 60 * 1440 * minuteMs)
  return month
}

class Month implements Lived {
  seats: Seat[] = []
  outages: Outages = { program: [], platform: [] }
  received: Received[] = []
  done = new Map<string, number>()
  private people: Somebody[] = []
  private open = new Map<string, Seat>()
  private organiser = ''
  private keys = 0
  private platformBack = new Date(0)
  private doubts = 0

  constructor(private readonly stage: Stage) {}

  private get now(): Date {
    return this.stage.clock.now()
  }

  private get db() {
    return this.stage.database.client
  }

  async begins(plans: Plan[]): Promise<void> {
    await this.settleIn()
    this.watch()
    for (const [index, plan] of plans.entries()) {
      await this.acts(this.organiser, 'workshop create', { ...formOf(plan), title: `Workshop ${index + 1}.` })
      await this.acts(this.organiser, 'workshops.publish', { number: index + 1 })
    }
    await this.stage.settle()
  }

  /** Three hundred people in five zones, some of whom sleep by day and some never. */
  private async settleIn(): Promise<void> {
    const [spaceId = 0] = this.stage.spaceIds
    const nights = [{}, {}, { quietFrom: 8 * 60, quietTo: 16 * 60 + 30 }, { quietFrom: 0, quietTo: 0 }]
    const rows = await this.db.person.createManyAndReturn({
      data: Array.from({ length: peopleInAll + 1 }, (_, index) =>
        ({ communityId: this.stage.communityId, name: `Person ${index}`, locale: 'en', timeZone: zones[index % zones.length], ...nights[index % nights.length] })),
    })
    await this.db.role.createMany({ data: rows.map(({ id }, index) => ({ personId: id, role: index === 0 ? 'organiser' : 'member' })) })
    await this.db.role.createMany({ data: rows.slice(0, 1).map(({ id }) => ({ personId: id, role: 'member' })) })
    await this.db.account.createMany({ data: rows.map(({ id, name }) => ({ spaceId, externalId: name, personId: id, seenAt: this.now })) })
    this.organiser = rows[0]?.name ?? ''
    this.people = rows.slice(1).map((row) => ({ id: row.id, externalId: row.name, hours: quietHoursOf(row, row.timeZone ?? ''), leads: usual }))
  }

  /** Notes what is delivered, each message the first time, and lets the platform be away, or take a message and say that it failed. */
  private watch(): void {
    const { adapter } = this.stage
    const deliver = adapter.deliver.bind(adapter)
    adapter.refuse = () => (this.now < this.platformBack ? { kind: 'later', at: this.platformBack } : undefined)
    adapter.deliver = async (message) => {
      const isKnown = adapter.delivered.has(message.key)
      const outcome = await deliver(message)
      const shown = adapter.delivered.get(message.key)
      if (!isKnown && shown && 'personId' in message.to) this.notes(message.to.personId, shown.text)
      if (shown && this.doubts-- > 0) throw new Error('the platform took it, and says that it failed')
      return outcome
    }
  }

  private notes(person: number, text: string): void {
    const title = /^Soon: (Workshop \d+\.)/.exec(text)?.[1]
    if (title) this.received.push({ person, title, at: new Date(Math.floor(this.now.getTime() / minuteMs) * minuteMs) })
  }

  async passesUntil(time: number): Promise<void> {
    await this.stage.passes({ minutes: Math.max(0, (time - this.now.getTime()) / minuteMs) })
  }

  async happens({ at, kind, who, what }: Happening): Promise<void> {
    const time = begins + at * minuteMs
    if (time < this.now.getTime()) return
    await this.passesUntil(time)
    await this[kind](who, what)
    await this.stage.settle()
    this.done.set(kind, (this.done.get(kind) ?? 0) + 1)
  }

  private acts(externalId: string, action: string, input: RawInput): Promise<Reply> {
    const [spaceId = 0] = this.stage.spaceIds
    return this.stage.engine.run({ key: `key ${++this.keys}`, from: { spaceId, externalId, name: externalId }, channel: null, what: { call: { action, input }, submitted: true } })
  }

  private pick<T>(from: T[], number: number): T | undefined {
    return from[number % Math.max(1, from.length)]
  }

  private async aDate(number: number) {
    const dates = await this.db.workshopDate.findMany({ where: { status: 'planned', startsAt: { gt: this.now } }, orderBy: { id: 'asc' }, select: { id: true, workshopId: true, workshop: { select: { rule: true } } } })
    return this.pick(dates, number)
  }

  private async registered(person: Somebody, dateId: number): Promise<void> {
    const row = await this.db.registration.findUnique({ where: { dateId_personId: { dateId, personId: person.id } }, include: { date: { include: { workshop: { select: { title: true } } } } } })
    const [key, isIn] = [`${dateId} ${person.id}`, row?.status === 'registered']
    if (row && isIn && !this.open.has(key))
      this.sits({ person: person.id, date: dateId, title: row.date.workshop.title, startsAt: row.date.startsAt, timeZone: row.date.timeZone, leads: person.leads, hours: person.hours, from: this.now, by: 'joining' })
    if (!isIn) this.rises(this.open.get(key), 'leaving')
  }

  private sits(seat: Seat): void {
    this.open.set(`${seat.date} ${seat.person}`, seat)
    this.seats.push(seat)
  }

  private rises(seat: Seat | undefined, by: 'leaving' | 'choosing'): void {
    if (!seat) return
    seat.end = { at: this.now, by }
    this.open.delete(`${seat.date} ${seat.person}`)
  }

  /** Whatever happened to a date happens to all who have a seat. */
  private async changed(): Promise<void> {
    const dates = new Map((await this.db.workshopDate.findMany()).map((date) => [date.id, date]))
    for (const seat of [...this.open.values()]) {
      const date = dates.get(seat.date)
      if (date?.status === 'planned' && date.startsAt.getTime() === seat.startsAt.getTime()) continue
      this.rises(seat, 'leaving')
      if (date?.status === 'planned') this.sits({ ...seat, startsAt: date.startsAt, timeZone: date.timeZone, from: this.now, by: 'moving', end: undefined })
    }
  }

  private async goes(who: number, what: number, action: 'workshop join' | 'workshop leave'): Promise<void> {
    const [person, date] = [this.pick(this.people, who), await this.aDate(what)]
    if (!person || !date) return
    await this.acts(person.externalId, action, { number: date.workshopId, date: date.id })
    await this.registered(person, date.id)
  }

  join(who: number, what: number) {
    return this.goes(who, what, 'workshop join')
  }

  /** Somebody leaves who has something to leave. */
  async leave(who: number): Promise<void> {
    await this.answers(who, ['registered', 'waiting', 'offered'], 'workshop leave')
  }

  async accept(who: number): Promise<void> {
    await this.answers(who, ['offered'], 'workshops.accept')
  }

  async decline(who: number): Promise<void> {
    await this.answers(who, ['offered'], 'workshops.decline')
  }

  private async answers(who: number, status: string[], action: string): Promise<void> {
    const rows = await this.db.registration.findMany({ where: { status: { in: status }, date: { status: 'planned', startsAt: { gt: this.now } } }, orderBy: { id: 'asc' }, include: { date: true } })
    const row = this.pick(rows, who)
    const person = row && this.people.find(({ id }) => id === row.personId)
    if (!row || !person) return
    await this.acts(person.externalId, action, { number: row.date.workshopId, date: row.dateId })
    await this.registered(person, row.dateId)
  }

  async move(who: number, what: number): Promise<void> {
    const date = await this.aDate(who)
    if (!date) return
    const when = wallAt(new Date(this.now.getTime() + (30 + (what % 14_400)) * minuteMs), 'Europe/Paris').replace('T', ' ')
    if (date.workshop.rule !== null) await this.acts(this.organiser, 'workshops.move', { number: date.workshopId, date: date.id, when, minutes: 60, seats: 25, timeZone: 'Europe/Paris' })
    else {
      const { title, seats } = await this.db.workshop.findUniqueOrThrow({ where: { id: date.workshopId } })
      await this.acts(this.organiser, 'workshop edit', { number: date.workshopId, ...base, title, when, seats: seats + (what % 2), timeZone: 'Europe/Paris' })
    }
    await this.changed()
  }

  async drop(who: number): Promise<void> {
    const date = await this.aDate(who)
    if (date) await this.acts(this.organiser, 'workshops.drop', { number: date.workshopId, date: date.id, reason: 'The room is taken.' })
    await this.changed()
  }

  async cancel(who: number): Promise<void> {
    const date = await this.aDate(who)
    if (date) await this.acts(this.organiser, 'workshop cancel', { number: date.workshopId, reason: 'No heating.' })
    await this.changed()
  }

  async choose(who: number, what: number): Promise<void> {
    const [person, choice] = [this.pick(this.people, who), this.pick(choices, what)]
    if (!person || !choice) return
    await this.acts(person.externalId, 'workshop reminders', { reminders: choice[0] })
    person.leads = choice[1]
    for (const seat of [...this.open.values()]) {
      if (seat.person !== person.id || seat.startsAt <= this.now) continue
      this.rises(seat, 'choosing')
      this.sits({ ...seat, leads: person.leads, from: this.now, by: 'joining', end: undefined })
    }
  }

  async outage(who: number): Promise<void> {
    const from = this.now
    await this.stage.isAwayFor({ minutes: 5 + (who % 2160) })
    await this.stage.restarts()
    this.outages.program.push({ from, to: this.now })
  }

  platformOutage(who: number): Promise<void> {
    if (this.platformBack > this.now) return Promise.resolve()
    this.platformBack = new Date(this.now.getTime() + (5 + (who % 720)) * minuteMs)
    this.outages.platform.push({ from: this.now, to: this.platformBack })
    return Promise.resolve()
  }

  /** The next few messages arrive, and the platform says that they did not. */
  doubt(who: number): Promise<void> {
    this.doubts = 1 + (who % 5)
    return Promise.resolve()
  }

  restart(): Promise<void> {
    return this.stage.restarts()
  }
}

const base = { minutes: 60, place: 'The library', description: 'Step by step.', level: 'everyone', language: 'en' }

function formOf({ day, quarter, zone, seats, isSeries }: Plan): RawInput {
  const zoneName = zones[zone] ?? ''
  const first = wallAt(new Date(begins + day * 1440 * minuteMs), zoneName).slice(0, 10)
  const time = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`
  return { ...base, when: `${first} ${time}${isSeries ? ' FREQ=WEEKLY;COUNT=3' : ''}`, seats, timeZone: zoneName }
}
