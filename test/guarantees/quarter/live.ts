import { indexProfile } from '../../../commands/experts/finding.ts'
import { isQuiet, quietHoursOf, type QuietHours } from '../../../bot/quiet.ts'
import type { RawInput } from '../../../bot/read.ts'
import type { Call } from '../../../bot/view.ts'
import { fold } from '../../../prisma/search/fold.ts'
import type { Database } from '../../../prisma/database.ts'
import type { StageAdapter, StageMessage } from '../../stage/adapter.ts'
import { buttonsOf } from '../../stage/plain.ts'
import type { Program } from '../../stage/program.ts'
import { hoursUntil, quarterBegins, quarterDays, wording, type Expert, type Quarter } from './people.ts'

const begins = new Date(quarterBegins).getTime()
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** What is asked last has this long to end. */
const afterwards = 45 * day

/** An expert as she lives through the quarter. */
export interface Living extends Expert {
  id: number
  externalId: string
  hours: QuietHours
  /** when a question was put before her */
  receivedAt: Date[]
  pausedUntil?: Date
  hiddenAt?: Date
}

/** What must never be: it says which expert, when, and what was broken. */
export type Broken = string

interface Planned {
  at: number
  does(): Promise<void>
}

export interface Stage {
  program: Program
  adapter: StageAdapter
  database: Database
  communityId: number
  spaceId: number
}

/** Lives a quarter: what people do follows from what they receive. */
export class Life {
  readonly experts: Living[] = []
  readonly broken: Broken[] = []
  readonly done = new Map<string, number>()
  #members: string[] = []
  readonly #planned: Planned[] = []
  #keys = 0

  constructor(
    private readonly stage: Stage,
    private readonly quarter: Quarter,
  ) {}

  async lives(): Promise<void> {
    await this.#settleIn()
    this.#watch()
    const { questions, outages } = this.quarter
    questions.forEach((_, index) => this.#plan(begins + (questions[index]?.minute ?? 0) * minute, () => this.#asks(index)))
    for (const { minute: at, minutes } of outages) this.#plan(begins + at * minute, () => this.#restarts(minutes))
    const { program } = this.stage
    for (let next = this.#next(); next; next = this.#next()) {
      if (next.at > program.now.getTime()) await program.passesUntil(new Date(next.at))
      await next.does()
      await program.settle()
    }
    await program.passesUntil(new Date(begins + quarterDays * day + afterwards))
    // what followed from the last of it
    for (let next = this.#next(); next; next = this.#next()) {
      if (next.at > program.now.getTime()) await program.passesUntil(new Date(next.at))
      await next.does()
      await program.settle()
    }
  }

  #plan(at: number, does: () => Promise<void>): void {
    this.#planned.push({ at, does })
  }

  /** The earliest of what is planned. */
  #next(): Planned | undefined {
    if (this.#planned.length === 0) return undefined
    const first = this.#planned.reduce((earliest, { at }, index) => (at < (this.#planned[earliest]?.at ?? Infinity) ? index : earliest), 0)
    return this.#planned.splice(first, 1)[0]
  }

  async #settleIn(): Promise<void> {
    const { database, communityId, spaceId, program } = this.stage
    const { client, search } = database
    const { size, experts } = this.quarter
    const names = Array.from({ length: size.members }, (_, index) => `Member ${index}`)
    const rows = await client.person.createManyAndReturn({
      data: names.map((name, index) => ({ communityId, name, locale: index % 2 ? 'en' : 'fr', timeZone: experts[index]?.timeZone ?? 'Europe/Paris', ...experts[index]?.night })),
    })
    await client.role.createMany({ data: rows.map(({ id }) => ({ personId: id, role: 'member' })) })
    await client.role.createMany({ data: rows.slice(-2).map(({ id }) => ({ personId: id, role: 'organiser' })) })
    await client.account.createMany({ data: rows.map(({ id, name }) => ({ spaceId, externalId: name, personId: id, seenAt: program.now })) })
    this.#members = names
    await database.transaction(async (db) => {
      for (const [index, expert] of experts.entries()) {
        const row = rows[index]
        if (!row) continue
        const { skills, weeklyLimit } = expert
        const about = { headline: `Experte ${skills[0]}`, bio: '', city: '', languages: [], published: true, weeklyLimit, updatedAt: program.now }
        await db.profile.create({ data: { personId: row.id, ...about } })
        await db.skill.createMany({ data: skills.map((name, position) => ({ personId: row.id, name, folded: fold(name).join(' '), position })) })
        const community = { id: communityId, name: 'Quarter', locale: 'fr' as const, timeZone: 'Europe/Paris' }
        await indexProfile({ db, search, community }, { personId: row.id, name: row.name, ...about, skills })
        this.experts.push({ ...expert, id: row.id, externalId: row.name, hours: quietHoursOf(row, row.timeZone ?? ''), receivedAt: [] })
      }
    })
  }

  #watch(): void {
    const { adapter } = this.stage
    const deliver = adapter.deliver.bind(adapter)
    adapter.deliver = async (message) => {
      const isKnown = adapter.delivered.has(message.key)
      const outcome = await deliver(message)
      const shown = adapter.delivered.get(message.key)
      if (shown && !isKnown && 'externalId' in shown.to) this.#receives(shown.to.externalId, shown)
      return outcome
    }
  }

  /** She reads what came, and plans what she does about it. */
  #receives(externalId: string, { key }: StageMessage): void {
    const expert = this.experts.find((one) => one.externalId === externalId)
    const now = this.stage.program.now
    if (/^request:\d+:expert$/.test(key) && expert) {
      this.#check(expert, now)
      expert.receivedAt.push(now)
      const hours = hoursUntil(expert, Number(/\d+/.exec(key)) * 7919)
      if (hours !== undefined) this.#plan(now.getTime() + hours * hour, () => this.#deals(expert, key))
    } else if (/^request:\d+:remark:\d+$/.test(key)) {
      // the asker replies, the expert answers
      this.#plan(now.getTime() + 2 * hour, async () => {
        await this.#presses(externalId, key, ['Reply', 'Répondre', 'Answer'], { words: 'C’est pour une petite boutique.', answer: 'Alors commencez petit.' })
      })
    }
  }

  #check({ externalId, hours, weeklyLimit, receivedAt, pausedUntil, hiddenAt }: Living, now: Date): void {
    const said = (what: string) => this.broken.push(`${externalId} ${now.toISOString()} ${what}`)
    if (isQuiet(now, hours)) said('was asked in her quiet hours')
    if (receivedAt.filter((at) => at.getTime() > now.getTime() - 7 * day).length >= weeklyLimit) said(`was asked more than ${weeklyLimit} in a week`)
    if (pausedUntil && pausedUntil > now) said('was asked on leave')
    if (hiddenAt) said('was asked after she hid')
  }

  async #deals(expert: Living, key: string): Promise<void> {
    const { externalId, habit, receivedAt } = expert
    const now = this.stage.program.now
    const lot = receivedAt.length
    const does = (labels: string[], input: RawInput = {}) => this.#presses(externalId, key, labels, input)
    if (habit === 'onLeave' && lot === 1) {
      if (await does(['Not now', 'Pas maintenant'], { days: '30' })) expert.pausedUntil = new Date(now.getTime() + 30 * day)
    } else if (habit === 'hides' && lot === 2) {
      await this.#acts(externalId, { action: 'profile hide', input: {} })
      expert.hiddenAt = now
    } else if (habit === 'declines' && lot % 3 === 0) await does(['Never about this', 'Jamais à ce sujet', 'Plus à ce sujet'])
    else if (habit === 'declines') await does(['Not me, but…', 'Pas moi, mais…'], lot % 2 ? {} : { colleague: String(this.experts[(lot * 31) % this.experts.length]?.id) })
    else if (habit === 'asksMore' && lot % 2) await does(['Tell me more', 'Dites-m’en plus'], { words: 'Pour quelle taille ?' })
    else await does(['Answer', 'Répondre'], { answer: 'Commencez par écrire ce que vous avez déjà.' })
  }

  /** Presses what she sees at that moment, if it is still there. */
  async #presses(externalId: string, key: string, labels: string[], input: RawInput): Promise<boolean> {
    const shown = this.stage.adapter.delivered.get(key)
    const button = buttonsOf(shown?.pages ?? []).find(({ label }) => labels.includes(label))
    if (!button || !('call' in button)) return false
    const call = { ...button.call, input: { ...button.call.input, ...input } }
    return (await this.#acts(externalId, call)) === 'good'
  }

  async #acts(externalId: string, call: Call): Promise<string> {
    const { program, spaceId } = this.stage
    const reply = await program.engine.run({ key: `key ${++this.#keys}`, from: { spaceId, externalId, name: externalId }, channel: null, what: { call, submitted: true } })
    const outcome = reply.kind === 'view' ? (reply.view.tone ?? 'told') : reply.kind
    const what = `${call.action}: ${outcome}`
    this.done.set(what, (this.done.get(what) ?? 0) + 1)
    return outcome
  }

  async #asks(index: number): Promise<void> {
    const asked = this.quarter.questions[index]
    const externalId = this.#members[(asked?.who ?? 0) % this.#members.length]
    if (!asked || externalId === undefined) return
    const { anonymous, chooses, topic, withdrawsAfterHours } = asked
    const chosen = chooses ? this.experts.find((one) => one.skills.includes(topic) && one.weeklyLimit > 0 && !one.hiddenAt && one.externalId !== externalId) : undefined
    await this.#acts(externalId, { action: 'expert ask', input: { question: wording(asked, index), anonymous, ...(chosen && { expert: chosen.id }) } })
    if (withdrawsAfterHours === undefined) return
    this.#plan(this.stage.program.now.getTime() + withdrawsAfterHours * hour, () => this.#withdraws(externalId, wording(asked, index)))
  }

  async #withdraws(externalId: string, text: string): Promise<void> {
    const question = await this.stage.database.client.question.findFirst({ where: { text } })
    if (question) await this.#acts(externalId, { action: 'experts.withdraw', input: { question: question.id } })
  }

  async #restarts(minutes: number): Promise<void> {
    const { program } = this.stage
    program.isAwayUntil(new Date(program.now.getTime() + minutes * minute))
    await program.restarts()
  }
}
