import { isDeepStrictEqual } from 'node:util'
import { answersUntil } from '../../commands/contest/access.ts'
import { forgottenAt } from '../../commands/contest/keeping.ts'
import type { Contest, PublishedContest } from '../../commands/contest/store.ts'
import type { Relay } from '../../commands/contest/relay-store.ts'
import type { Locale, Message } from '../../bot/text.ts'
import type { Outgoing } from '../../bot/adapter.ts'
import { Actor, callsIn, Stuck } from './candidate.ts'
import { cast, type Part } from './cast.ts'
import { typedByWhoCannotEnter } from './invent.ts'
import { endings, type Ending } from './endings.ts'
import { m } from './messages.ts'
import type { Venue } from './venue.ts'

const hour = 3_600_000
const day = 24 * hour

/** Until when a file that was begun can be finished. */
const lastMoment = (contest: Contest): Date => answersUntil(contest, { extendedTo: null })

/** An invented candidate, with what the assistant was told of her. */
export interface Candidate extends Part {
  actor: Actor
  by?: Relay
  reminders: number
  /** she will not go on by herself: what she is reminded of brings her back */
  waits?: 'reminder' | 'help'
  /** she was told that she cannot enter */
  isExcluded?: boolean
}

/** One thing that happened, and when. */
export interface Happening {
  at: Date
  what: Message
}

export interface Played {
  happenings: Happening[]
  /** what candidates could not do */
  problems: Message[]
  ended: Ending[]
}

export interface Scene {
  venue: Venue
  contest: Contest
  /** in the order in which they were given */
  relays: Relay[]
  questions: PublishedContest['questions']['questions']
  languages: Locale[]
  organiser: Actor
}

/** Lets the whole cast apply, from before the opening until what was not sent is erased. */
export async function play(scene: Scene): Promise<Played> {
  const { venue, contest, languages, relays } = scene
  const played: Omit<Played, 'ended'> = { happenings: [], problems: [] }
  const candidates = cast.map((part, index): Candidate => ({
    ...part,
    actor: new Actor(venue, part.name, languages[index % languages.length] ?? 'fr', scene.questions),
    by: part.relay === undefined ? undefined : relays[part.relay],
    reminders: 0,
  }))
  const planned: Planned[] = []
  const stage: Stage = {
    ...scene,
    candidates,
    notes: (what) => void played.happenings.push({ at: venue.now(), what }),
    plans: (at, does) => void planned.push({ at, does: () => does().catch((error: unknown) => {
      if (!(error instanceof Stuck)) throw error
      // many may stumble over the same question
      if (!played.problems.some((known) => isDeepStrictEqual(known, error.problem))) played.problems.push(error.problem)
    }) }),
  }
  for (const candidate of candidates) stage.plans(beginsAt(contest, candidate), () => begins(stage, candidate))
  await passes(stage, planned, new Date(lastMoment(contest).getTime() + day))
  const ended = await endings(scene, candidates)
  await passes(stage, planned, new Date(forgottenAt(contest).getTime() + day))
  stage.notes(m.erased({ count: await venue.database.client.application.count() }))
  return { ...played, ended }
}

interface Planned {
  at: Date
  does(): Promise<void>
}

/** Lets time pass, with all that is due and planned in it, and what follows from what is said. */
async function passes(stage: Stage, planned: Planned[], end: Date): Promise<void> {
  const { venue } = stage
  while (venue.now() < end) {
    planned.sort((one, other) => one.at.getTime() - other.at.getTime())
    await venue.leaps(planned[0] && planned[0].at < end ? planned[0].at : end)
    await hearsAll(stage)
    while (planned[0] && planned[0].at <= venue.now()) {
      await planned.shift()?.does()
      await hearsAll(stage)
    }
  }
}

export interface Stage extends Scene {
  candidates: Candidate[]
  notes(what: Message): void
  /** Lets somebody do something later; what keeps her from it is noted. */
  plans(at: Date, does: () => Promise<void>): void
}

function beginsAt(contest: Contest, { course, begins }: Part): Date {
  const { opensAt, closesAt } = contest
  if (course === 'late') return new Date(lastMoment(contest).getTime() + hour)
  if (course === 'lastHour') return new Date(closesAt.getTime() - hour / 2)
  return new Date(opensAt.getTime() + (closesAt.getTime() - opensAt.getTime()) * begins)
}

async function begins(stage: Stage, candidate: Candidate): Promise<void> {
  const { actor, by, course, name } = candidate
  const { questions, contest, notes } = stage
  await actor.says(by ? `${actor.words.apply} --relay ${by.code}` : actor.words.apply)
  if (!actor.asked) return notes(m.refused({ name }))
  notes(by ? m.beganBy({ name, relay: by.name }) : m.began({ name }))
  switch (course) {
    case 'excluded':
      return tries(stage, candidate)
    case 'whole':
    case 'changes':
    case 'withdraws':
      return finishes(stage, candidate)
    case 'late':
    case 'reminded':
    case 'leaves':
    case 'hushes':
    case 'helped':
    case 'lastHour':
      await actor.answers(Math.ceil(questions.length / 2))
      if (!actor.asked) return finishes(stage, candidate)
      notes(m.stopped({ name, question: actor.asked.words }))
      if (course === 'helped') return asksForHelp(stage, candidate)
      if (course === 'lastHour') return stage.plans(new Date(contest.closesAt.getTime() + hour / 2), () => comesTooLate(stage, candidate))
      if (course !== 'leaves') candidate.waits = 'reminder'
      return actor.says(actor.words.later)
  }
}

/** Answers up to the first question that keeps somebody out, and gives the answer with which it does. */
async function tries(stage: Stage, candidate: Candidate): Promise<void> {
  const { actor, name } = candidate
  const gate = stage.questions.find((question) => typedByWhoCannotEnter(question, actor.locale) !== undefined)
  while (gate && actor.asked && actor.asked.id !== gate.id) await actor.answers(1)
  if (!gate?.needs || !actor.asked) return finishes(stage, candidate)
  await actor.says(typedByWhoCannotEnter(gate, actor.locale) ?? '')
  actor.requireTaken(gate)
  candidate.isExcluded = true
  stage.notes(m.excluded({ name, otherwise: gate.needs.otherwise }))
}

async function comesTooLate(stage: Stage, candidate: Candidate): Promise<void> {
  const { actor, name } = candidate
  if (lastMoment(stage.contest) > stage.venue.now()) return finishes(stage, candidate)
  await actor.says(actor.words.apply)
  stage.notes(m.refused({ name }))
}

/** Answers what is left, sends it, and does what else she came for. @throws Stuck */
async function finishes({ notes }: Stage, { actor, course, name }: Candidate): Promise<void> {
  await actor.answers()
  await sends(actor)
  notes(m.sent({ name }))
  if (course === 'withdraws') {
    await actor.presses('contest.withdraw')
    notes(m.withdrew({ name }))
  }
  if (course === 'changes') {
    await actor.presses('contest.go-on')
    await actor.changes()
    await sends(actor)
    notes(m.changed({ name }))
  }
}

/** @throws Stuck when it is not sent */
async function sends(actor: Actor): Promise<void> {
  await actor.says(actor.words.send)
  if (!actor.offers('contest.withdraw')) throw new Stuck(m.notSent({ name: actor.name }))
}

async function asksForHelp({ notes }: Stage, candidate: Candidate): Promise<void> {
  candidate.waits = 'help'
  await candidate.actor.says(candidate.actor.words.help)
  notes(m.askedForHelp({ name: candidate.name }))
}

async function hearsAll(stage: Stage): Promise<void> {
  for (let said = stage.venue.said(); said.length; said = stage.venue.said()) for (const message of said) await hears(stage, message)
}

/** What follows from a message that reached somebody. */
async function hears(stage: Stage, { to, view, messageId }: Outgoing): Promise<void> {
  if ('channel' in to) return stage.notes(messageId ? m.cardChanged : m.card)
  const offered = callsIn(view).map(({ action }) => action)
  if (to.externalId === stage.organiser.name) return offered.includes('contest.reply') ? answersHer(stage, view) : undefined
  const candidate = stage.candidates.find(({ name }) => name === to.externalId)
  if (!candidate) return
  // that her answers will be erased comes with the way to keep a copy
  if (offered.includes('privacy export')) return stage.notes(m.warned({ name: candidate.name }))
  const isReminder = offered.includes('contest.no-reminder')
  if (isReminder) {
    candidate.reminders++
    stage.notes(m.reminded({ name: candidate.name }))
  }
  if (candidate.waits !== (isReminder ? 'reminder' : 'help')) return
  candidate.waits = undefined
  stage.plans(new Date(stage.venue.now().getTime() + hour), () => (candidate.course === 'hushes' ? hushes(stage, candidate, view) : comesBack(stage, candidate, view)))
}

async function comesBack(stage: Stage, candidate: Candidate, view: Outgoing['view']): Promise<void> {
  await candidate.actor.presses('contest.go-on', view)
  stage.notes(m.cameBack({ name: candidate.name }))
  await finishes(stage, candidate)
}

async function hushes({ notes }: Stage, { actor, name }: Candidate, view: Outgoing['view']): Promise<void> {
  await actor.presses('contest.no-reminder', view)
  notes(m.hushed({ name }))
}

async function answersHer({ organiser, notes }: Stage, view: Outgoing['view']): Promise<void> {
  await organiser.presses('contest.reply', view, { words: 'Je suis là. / I am here.' })
  notes(m.organiserWrote)
}

