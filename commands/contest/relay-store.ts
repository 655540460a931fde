import { z } from 'zod'
import { newCode, readCode } from '../../bot/code.ts'
import type { Given } from '../../bot/dialog/set.ts'
import { json } from '../../bot/json.ts'
import { knownLocale } from '../../bot/person.ts'
import type { Context, Locale, Work } from '../kit.ts'
import { stages, type Counted, type Stage } from './relay-figures.ts'
import { furtherStages } from './results.ts'
import { contestOf, idOfAnswer, type ApplicationRow, type Contest } from './store.ts'

export const relayKinds = ['association', 'media', 'other'] as const
export type RelayKind = (typeof relayKinds)[number]

type Row = NonNullable<Awaited<ReturnType<Work['db']['relay']['findFirst']>>>

/** A relay of a contest. */
export type Relay = Omit<Row, 'kind' | 'locale'> & { kind: RelayKind; locale: Locale; contest: Contest }

type Db = Pick<Work, 'db'>

const codeLength = 6

/** PostgreSQL refuses to even look for some texts; no code is such a one. */
const lookedFor = (typed: string): string => readCode(typed.slice(0, 40)).slice(0, codeLength + 1).replace(/[^A-Z0-9]/g, '')

type WithContest = Row & { contest: Parameters<typeof contestOf>[0] }

const relayOf = ({ contest, ...row }: WithContest): Relay => ({
  ...row,
  kind: relayKinds.find((kind) => kind === row.kind) ?? 'other',
  locale: knownLocale([row.locale], 'fr'),
  contest: contestOf(contest),
})

/** The relay whose code this is, however it was typed, in this community; also one that was closed. */
export async function relayCalled({ db, community }: Pick<Work, 'db' | 'community'>, typed: string): Promise<Relay | undefined> {
  const row = await db.relay.findFirst({ where: { code: lookedFor(typed), contest: { communityId: community.id } }, include: { contest: true } })
  return row ? relayOf(row) : undefined
}

export interface RelayAbout {
  kind: RelayKind
  name: string
  contact: string
  locale: Locale
}

/** A new relay of a contest, with a code of its own; undefined where one of its name is there already. */
export async function addRelay({ db, now }: Pick<Work, 'db' | 'now'>, contest: Pick<Contest, 'id'>, { contact, ...about }: RelayAbout): Promise<Relay | undefined> {
  const name = about.name.trim()
  if ((await db.relay.count({ where: { contestId: contest.id, name } })) > 0) return undefined
  const row = await db.relay.create({ data: { ...about, name, contestId: contest.id, code: newCode(codeLength), createdAt: now } })
  await keepContact(db, row.id, contact)
  const { contest: whole } = await db.relay.findUniqueOrThrow({ where: { id: row.id }, include: { contest: true } })
  return relayOf({ ...row, contest: whole })
}

/** Whom organisers write or call, by relay. */
export async function contactsOf(db: Work['db'], relays: Pick<Relay, 'id'>[]): Promise<Map<number, string>> {
  const rows = await db.relayContact.findMany({ where: { relayId: { in: relays.map(({ id }) => id) } } })
  return new Map(rows.map(({ relayId, contact }) => [relayId, contact]))
}

export const keepContact = async (db: Work['db'], relayId: number, contact: string): Promise<void> =>
  void (await db.relayContact.upsert({ where: { relayId }, create: { relayId, contact }, update: { contact } }))

/** The relays that somebody may see: all of the community for who organises, else those she works for. Those of the latest contest come first. */
export async function relaysFor({ db, community, who }: Context): Promise<Relay[]> {
  const hers = who.roles.has('organiser') ? {} : { people: { some: { personId: who.id } } }
  const rows = await db.relay.findMany({
    where: { contest: { communityId: community.id }, ...hers },
    include: { contest: true },
    orderBy: [{ contest: { closesAt: 'desc' } }, { name: 'asc' }],
  })
  return rows.map(relayOf)
}

export const worksFor = async ({ db, who }: Context, { id }: Pick<Relay, 'id'>): Promise<boolean> =>
  (await db.relayPerson.count({ where: { relayId: id, personId: who.id } })) > 0

/** One whose relay may see whether she has finished, as she agreed. */
export interface SeenCandidate {
  name: string
  status: string
  reference: string | null
}

/** Those a relay brought who agreed, in their application, that it sees whether they have finished. Nothing they wrote is looked at but that. */
export async function seenCandidates({ db }: Db, { id, contest }: Relay): Promise<SeenCandidate[]> {
  const question = contest.about.relays?.consent
  if (!question) return []
  const rows = await db.application.findMany({ where: { relayId: id }, include: { person: { select: { name: true } } }, orderBy: { id: 'asc' } })
  const answers = await db.answer.findMany({ where: { id: { in: rows.map((row) => idOfAnswer(row.id, question)) } } })
  const agreed = new Set(answers.filter(({ given }) => isYes(given as unknown as Given)).map(({ applicationId }) => applicationId))
  return rows.filter((row) => agreed.has(row.id)).map(({ person, status, reference }) => ({ name: person.name, status, reference }))
}

const isYes = (given: Given): boolean => 'value' in given && given.value === true

const goneSchema = z.partialRecord(z.enum(stages), z.int())
const goneOf = ({ gone }: Pick<Row, 'gone'>) => goneSchema.parse(gone ?? {})

/** The stages to which an application came. */
function stagesReached({ status, stage }: Pick<ApplicationRow, 'status' | 'stage'>): Stage[] {
  if (status !== 'submitted') return ['started']
  return ['started', 'submitted', ...furtherStages.slice(0, furtherStages.findIndex((one) => one === stage) + 1)]
}

/** An application is about to be erased: the relay that brought it keeps it in its figures, without whose it was. */
export async function countErased({ db }: Db, application: Pick<ApplicationRow, 'relayId' | 'status' | 'stage'>): Promise<void> {
  if (application.relayId === null) return
  const where = { id: application.relayId }
  const gone = goneOf(await db.relay.findUniqueOrThrow({ where }))
  for (const stage of stagesReached(application)) gone[stage] = (gone[stage] ?? 0) + 1
  await db.relay.update({ where, data: { gone: json(gone) } })
}

/** How many a relay brought came to each stage; `known` to those who work for it are the candidates who agreed to be seen, by what they did themselves. */
export async function countsOf({ db }: Db, relay: Relay, seen: SeenCandidate[]): Promise<Record<Stage, Counted>> {
  const rows = await db.application.findMany({ where: { relayId: relay.id }, select: { status: true, stage: true } })
  const all = rows.flatMap(stagesReached)
  const gone = goneOf(relay)
  const cameTo = (stage: Stage, known = 0): Counted => ({ count: all.filter((one) => one === stage).length + (gone[stage] ?? 0), known })
  return {
    reached: { count: relay.reached, known: 0 },
    started: cameTo('started', seen.length),
    submitted: cameTo('submitted', seen.filter(({ status }) => status === 'submitted').length),
    shortlisted: cameTo('shortlisted'),
    laureate: cameTo('laureate'),
    'shop-open': cameTo('shop-open'),
  }
}

/** The stages that can have figures: those after sending have none before something was announced. */
export async function stagesOf({ db }: Db, { contestId }: Relay): Promise<Stage[]> {
  const announced = await db.application.count({ where: { contestId, OR: [{ stage: { not: null } }, { refusedAt: { not: null } }] } })
  return stages.filter((stage) => announced > 0 || !furtherStages.some((further) => further === stage))
}
