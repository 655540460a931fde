import { createHash } from 'node:crypto'
import { newCode, readCode } from '../../bot/code.ts'
import { minutesAfter } from '../../bot/guesses.ts'
import type { Context } from '../kit.ts'
import { codeLength, codeMinutes, loginsOf, type Login } from './rules.ts'

const digestOf = (typed: string): string => createHash('sha256').update(readCode(typed)).digest('base64url')

/** The logins of the person who acts, the last used first. */
export async function ownLogins({ db, who }: Context): Promise<Login[]> {
  const accounts = await db.account.findMany({ where: { personId: who.id }, include: { space: { select: { name: true, platform: true } } }, orderBy: { id: 'asc' } })
  return loginsOf(accounts)
}

/** The account she acts with. */
export async function actingAccount({ db, from: { spaceId, externalId } }: Context): Promise<number> {
  const { id } = await db.account.findFirstOrThrow({ where: { spaceId, externalId }, select: { id: true } })
  return id
}

/** A new code of the person who acts, instead of the one she may have asked for before. It is known here only: what is kept is its digest. */
export async function giveCode(context: Context): Promise<{ code: string; expiresAt: Date }> {
  const { db, who, now } = context
  const code = newCode(codeLength)
  const about = { id: digestOf(code), accountId: await actingAccount(context), expiresAt: minutesAfter(now, codeMinutes) }
  await db.linkCode.upsert({ where: { personId: who.id }, create: { ...about, personId: who.id }, update: about })
  return { code, expiresAt: about.expiresAt }
}

/** Whose code this is, and the account to which it was shown; undefined when it is wrong or too old. */
export async function ownerOf({ db, community, now }: Context, typed: string): Promise<{ personId: number; accountId: number } | undefined> {
  const where = { id: digestOf(typed), expiresAt: { gt: now }, person: { communityId: community.id } }
  return (await db.linkCode.findFirst({ where, select: { personId: true, accountId: true } })) ?? undefined
}

/** A person's name, and the spaces of her accounts, as somebody else reads them. */
export async function personNamed({ db }: Context, personId: number): Promise<{ name: string; accounts: string }> {
  const { name, accounts } = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true, accounts: { select: { space: { select: { name: true } } } } } })
  return { name, accounts: [...new Set(accounts.map(({ space }) => space.name))].join(', ') }
}

/** Makes these accounts of the person who acts a person of their own, who reads as she does. What was shown there is said anew elsewhere when it changes. */
export async function separate({ db, who, community, now }: Context, accountIds: number[], name: string): Promise<number> {
  const { locale, timeZone } = await db.person.findUniqueOrThrow({ where: { id: who.id }, select: { locale: true, timeZone: true } })
  const { id } = await db.person.create({ data: { communityId: community.id, name, locale, timeZone, createdAt: now }, select: { id: true } })
  const theirs = { accountId: { in: accountIds } }
  await db.account.updateMany({ where: { id: { in: accountIds }, personId: who.id }, data: { personId: id } })
  await db.posting.updateMany({ where: { personId: who.id, ...theirs }, data: { accountId: null, messageId: null } })
  await db.linkCode.deleteMany({ where: theirs })
  return id
}
