import type { Db } from '../prisma/database.ts'
import { m } from './messages.ts'
import { locales, type Locale, type Message } from './text.ts'
import type { Reader } from './words.ts'

export const roles = ['member', 'organiser', 'juror', 'mentor', 'relay', 'sponsor', 'candidate'] as const
export type Role = (typeof roles)[number]

/** Who acts, as a platform knows her. */
export interface AccountRef {
  spaceId: number
  externalId: string
  name: string
  locale?: Locale
  timeZone?: string
  /** roles that the platform vouches for at this moment, such as member of a guild or its manager */
  roles?: Role[]
  /** set where `externalId` is the same human being in all spaces of this platform */
  platform?: string
}

export interface Community extends Reader {
  id: number
  name: string
}

/** The person who acts. `id` is 0 for somebody we have not met and who only looks. */
export interface Who extends Reader {
  id: number
  name: string
  roles: ReadonlySet<Role>
}

/** Who may run an action: asked each time it runs or its form opens. */
export interface Can {
  allows(who: Who): boolean
  refusal: Message
}

export const anyone: Can = { allows: () => true, refusal: m.anyone }
export const organiser: Can = { allows: ({ roles }) => roles.has('organiser'), refusal: m.organisersOnly }
export const member: Can = {
  allows: ({ roles }) => roles.has('member') || roles.has('organiser'),
  refusal: m.membersOnly,
}

/** A locale we have words for: the first of the preferred ones, whatever their region. */
export function knownLocale(preferred: readonly (string | null | undefined)[], otherwise: Locale): Locale {
  for (const tag of preferred) {
    const language = tag?.toLowerCase().split(/[-_]/)[0]
    const known = locales.find((locale) => locale === language)
    if (known) return known
  }
  return otherwise
}

/** `seenAt` is for choosing where to write to a person; an hour's precision spares a write per request. */
const seenEvery = 3_600_000

/**
 * The account as it is known, here or in another space of the community where that is the same human being.
 * Not `findUnique`: Prisma gathers those of one tick in one statement, too long for 1,000 at once.
 */
async function find(db: Db, { spaceId, externalId, platform }: AccountRef, communityId: number) {
  const include = { person: { include: { roles: true } } }
  const here = await db.account.findFirst({ where: { spaceId, externalId }, include })
  if (here || !platform) return here
  return db.account.findFirst({ where: { externalId, space: { platform, communityId } }, include, orderBy: { id: 'asc' } })
}

/** Who somebody is, and what `meet` needs to write down. */
export interface Recognised {
  who: Who
  /** when this account was last noted to be in use; undefined for somebody we have not met */
  account?: { id: number; spaceId: number; seenAt: Date; organises: boolean; person: KnownPerson }
}

/** The person behind an account, and nobody new is written: somebody unknown is a guest with id 0. */
export async function recognise(db: Db, account: AccountRef, community: Community): Promise<Recognised> {
  const known = await find(db, account, community.id)
  return { who: whoIs(account, community, known?.person), account: known ?? undefined }
}

/** The person behind an account; writes down somebody met for the first time, and from time to time that an account is in use. */
export async function meet(db: Db, account: AccountRef, community: Community, now: Date): Promise<Who> {
  const { who, account: known } = await recognise(db, account, community)
  if (!known) return create(db, account, community, now)
  const organises = account.roles?.includes('organiser') ?? false
  if (known.spaceId !== account.spaceId)
    await db.account.create({ data: { spaceId: account.spaceId, externalId: account.externalId, personId: who.id, seenAt: now, organises } })
  else if (now.getTime() - known.seenAt.getTime() > seenEvery || known.organises !== organises)
    await db.account.update({ where: { id: known.id }, data: { seenAt: now, closedUntil: null, organises } })
  const learnt = learntFrom(account, known.person)
  if (learnt.locale !== known.person.locale || learnt.timeZone !== known.person.timeZone) await db.person.update({ where: { id: who.id }, data: learnt })
  return who
}

/** Where her language and zone are not known yet: what her platform says now, which may not have known when she was met. */
const learntFrom = ({ locale, timeZone }: AccountRef, person: KnownPerson) => ({
  locale: person.locale ?? locale ?? null,
  timeZone: person.timeZone ?? timeZone ?? null,
})

/** Those who organise: by a role given here, or by a space of the community that vouched for it when they last acted there, or was last asked. */
export function organisersOf(db: Db, communityId: number, atMost: number): Promise<{ id: number; name: string }[]> {
  const organises = [{ roles: { some: { role: 'organiser' } } }, { accounts: { some: { organises: true, space: { connected: true } } } }]
  return db.person.findMany({ where: { communityId, OR: organises }, orderBy: { id: 'asc' }, take: atMost, select: { id: true, name: true } })
}

async function create(db: Db, account: AccountRef, community: Community, now: Date): Promise<Who> {
  const person = await db.person.create({
    data: {
      communityId: community.id,
      name: account.name,
      locale: account.locale,
      timeZone: account.timeZone,
      accounts: { create: { spaceId: account.spaceId, externalId: account.externalId, seenAt: now, organises: account.roles?.includes('organiser') ?? false } },
    },
    include: { roles: true },
  })
  return whoIs(account, community, person)
}

interface KnownPerson {
  id: number
  name: string
  locale: string | null
  timeZone: string | null
  roles: { role: string }[]
}

function whoIs(account: AccountRef, community: Community, person: KnownPerson | undefined): Who {
  const given = person?.roles.map(({ role }) => role as Role) ?? []
  return {
    id: person?.id ?? 0,
    name: person?.name ?? account.name,
    locale: knownLocale([person?.locale, account.locale], community.locale),
    timeZone: person?.timeZone ?? account.timeZone ?? community.timeZone,
    roles: new Set([...given, ...(account.roles ?? [])]),
  }
}
