import type { Db } from '../database.ts'
import { nextStep, type Stagehand } from './actor.ts'
import { alerts } from './alerts.ts'
import { openContest } from './contest.ts'
import type { SeedAlert, SeedPerson, SeedPost, SeedQuestion } from './data.ts'
import { deals } from './deals.ts'
import { jobs } from './jobs.ts'
import { accountOf, daysBefore, people, type Ids } from './people.ts'
import { questions } from './talk.ts'
import { hold, remindFromNow } from './hold.ts'
import { workshops } from './workshops.ts'

/** Who plays, and when. */
export interface Scene {
  stagehand: Stagehand
  ids: Ids
  now: Date
}

export interface Event {
  at: Date
  happens(): Promise<void>
}

const profileDaysAgo = 30
const hourMs = 3_600_000

/** Lets everybody do what the seed says, in the order of time. */
export async function play(db: Db, scene: Scene): Promise<void> {
  const events: Event[] = [
    ...people.map((person) => profile(scene, person)),
    ...jobs.map((job) => post(scene, 'job', job)),
    ...deals.map((deal) => post(scene, 'deal', deal)),
    ...questions.map((question) => ask(db, scene, question)),
    ...workshops.map((workshop) => hold(db, scene, workshop)),
    ...alerts.map((alert) => watch(scene, alert)),
    remindFromNow(db, scene),
    openContest(db, scene),
  ]
  for (const { happens } of events.sort((one, other) => one.at.getTime() - other.at.getTime())) await happens()
}

function profile({ stagehand, now }: Scene, person: SeedPerson): Event {
  const at = daysBefore(now, profileDaysAgo)
  return {
    at,
    async happens() {
      if (!person.profile) return
      const { hidden, weeklyLimit = 2, ...fields } = person.profile
      await stagehand.does(accountOf(person), at, 'profile edit', { ...fields, weeklyLimit })
      if (!hidden) await stagehand.does(accountOf(person), at, 'profile publish', {})
    },
  }
}

function post({ stagehand, now }: Scene, kind: 'job' | 'deal', { by, daysAgo, lasts, input, closed }: SeedPost): Event {
  const at = daysBefore(now, daysAgo)
  const author = accountOf({ key: by })
  const until = lasts === undefined ? {} : { until: daysBefore(now, -lasts).toISOString().slice(0, 10) }
  return {
    at,
    async happens() {
      const publish = nextStep(await stagehand.does(author, at, `${kind} post`, { ...input, ...until }))
      await stagehand.does(author, at, publish.action, publish.input)
      if (closed) await stagehand.does(author, at, `${kind} close`, { ...publish.input, reason: closed })
    },
  }
}

function watch({ stagehand, now }: Scene, { by, daysAgo, input }: SeedAlert): Event {
  const at = daysBefore(now, daysAgo)
  return {
    at,
    async happens() {
      const save = nextStep(await stagehand.does(accountOf({ key: by }), at, 'alert add', input))
      await stagehand.does(accountOf({ key: by }), at, save.action, save.input)
    },
  }
}

function ask(db: Db, scene: Scene, { by, to, anonymous, hoursAgo, text, then }: SeedQuestion): Event {
  const { stagehand, ids, now } = scene
  const at = new Date(now.getTime() - hoursAgo * hourMs)
  const asker = accountOf({ key: by })
  return {
    at,
    async happens() {
      await stagehand.does(asker, at, 'expert ask', { question: text, fresh: true, ...(to ? { expert: ids.get(to) } : {}), ...(anonymous ? { anonymous } : {}) })
      const question = await db.question.findFirstOrThrow({ where: { askerId: ids.get(by) }, orderBy: { id: 'desc' }, include: { requests: true } })
      const [request] = question.requests
      if (then && request) await follows(scene, { asker, at, then, question: question.id, request: request.id, expert: request.expertId })
    },
  }
}

interface Followed {
  asker: string
  at: Date
  then: NonNullable<SeedQuestion['then']>
  question: number
  request: number
  expert: number
}

/** What the expert did, three hours later, and the asker after her. */
async function follows({ stagehand, ids }: Scene, { asker, at, then, question, request, expert }: Followed): Promise<void> {
  const later = new Date(at.getTime() + 3 * hourMs)
  const account = accountOf({ key: [...ids].find(([, id]) => id === expert)?.[0] ?? '' })
  if ('more' in then) {
    await stagehand.does(account, later, 'experts.more', { request, words: then.more })
    await stagehand.does(asker, later, 'experts.reply', { request, words: then.reply })
  } else if ('declined' in then) await stagehand.does(account, later, 'experts.decline', { request })
  else {
    await stagehand.does(account, later, 'experts.answer', { request, answer: then.answer })
    if (then.thanked) await stagehand.does(asker, later, 'experts.thank', { question })
    if (!then.kept) return
    await stagehand.does(account, later, 'experts.keep', { request })
    await stagehand.does(asker, later, 'experts.keep', { question })
  }
}
