import { indexProfile } from '../commands/experts/finding.ts'
import type { Profile } from '../commands/experts/store.ts'
import { fold } from '../prisma/search/fold.ts'
import type { Database } from '../prisma/database.ts'

const skills = [
  'TVA', 'e-commerce', 'droit des marques', 'SEO', 'référencement naturel', 'React', 'TypeScript', 'comptabilité', 'logistique', 'photo produit',
  'Kubernetes', 'négociation', 'UX research', 'data analysis', 'marketing', 'recrutement', 'levée de fonds', 'RGPD', 'PostgreSQL', 'product management',
  'communication', 'accessibilité', 'design system', 'cybersecurity', 'public speaking', 'gestion de projet', 'export', 'douane', 'brand strategy', 'copywriting',
]
const cities = ['Paris', 'Lyon', 'Marseille', 'Saint-Denis', 'Toulouse', 'Montréal', 'Bruxelles', 'London', 'Dakar', 'Casablanca']
const trades = ['Développeuse', 'Juriste', 'Consultante', 'Comptable', 'Designer', 'Product manager', 'Data analyst', 'Fondatrice']

export interface Population {
  communityId: number
  spaceId: number
  /** external ids of the members, `member-1` and on */
  members: number
}

const pick = <T>(all: readonly T[], seed: number): T => all[seed % all.length] as T

/** Numbers that look random and are the same in every run. */
const scatter = (seed: number) => Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 4

function profileOf(personId: number): Profile {
  const own = [...new Set(Array.from({ length: 4 }, (_, index) => pick(skills, scatter(personId * 7 + index))))]
  return {
    personId,
    name: `Member ${personId}`,
    headline: `${pick(trades, scatter(personId))} ${own[0]}`,
    bio: `J’accompagne les boutiques en ligne depuis ${2 + (personId % 20)} ans : ${own.join(', ')}. Numéro ${personId}.`,
    city: pick(cities, scatter(personId + 1)),
    languages: personId % 3 ? ['fr'] : ['fr', 'en'],
    published: true,
    weeklyLimit: 2,
    skills: own,
    updatedAt: new Date('2026-01-01T00:00:00Z'),
  }
}

const inChunks = async (total: number, size: number, work: (from: number, to: number) => Promise<unknown>) => {
  for (let from = 1; from <= total; from += size) await work(from, Math.min(total, from + size - 1))
}

/** A community of that many members with published profiles, and a hundredth as many open jobs (at least 20). */
export async function populate(database: Database, members: number): Promise<Population> {
  const { client, search } = database
  const now = new Date()
  const community = await client.community.create({ data: { name: 'Bench', locale: 'fr', timeZone: 'Europe/Paris' } })
  const space = await client.space.create({ data: { communityId: community.id, platform: 'bench', externalId: 'bench', name: 'Bench' } })
  const about = { id: community.id, name: 'Bench', locale: 'fr' as const, timeZone: 'Europe/Paris' }
  await inChunks(members, 500, (from, to) =>
    database.transaction(async (db) => {
      const ids = Array.from({ length: to - from + 1 }, (_, index) => from + index)
      await db.person.createMany({ data: ids.map((id) => ({ id, communityId: community.id, name: `Member ${id}`, locale: 'fr' })) })
      await db.account.createMany({ data: ids.map((id) => ({ spaceId: space.id, externalId: `member-${id}`, personId: id, seenAt: now })) })
      await db.role.createMany({ data: ids.map((id) => ({ personId: id, role: 'member' })) })
      const profiles = ids.map(profileOf)
      await db.profile.createMany({
        data: profiles.map(({ personId, headline, bio, city, languages, published, weeklyLimit }) => ({
          personId, headline, bio, city, languages, published, weeklyLimit, updatedAt: now,
        })),
      })
      await db.skill.createMany({
        data: profiles.flatMap(({ personId, skills: own }) => own.map((name, position) => ({ personId, name, folded: fold(name).join(' '), position }))),
      })
      for (const profile of profiles) await indexProfile({ db, search, community: about }, profile)
    }),
  )
  await openJobs(database, community.id, Math.max(20, Math.floor(members / 100)), members)
  return { communityId: community.id, spaceId: space.id, members }
}

async function openJobs({ client }: Database, communityId: number, count: number, members: number): Promise<void> {
  const now = new Date()
  const details = { company: 'Cyberelles', contract: 'permanent', place: 'Lyon', remote: 'hybrid', pay: { kind: 'unstated' }, apply: {}, files: [] }
  await client.opportunity.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      communityId, kind: 'job', authorId: 1 + (index % members), status: 'open', title: `${pick(trades, index)} ${pick(skills, index)}`,
      description: 'Une petite équipe, un vrai produit.', details, fingerprint: `bench-${index}`, expiresAt: new Date(now.getTime() + 40 * 86_400_000),
      createdAt: now, publishedAt: new Date(now.getTime() - index * 60_000),
    })),
  })
}
