import { alertsFitting } from '../commands/alerts/matching.ts'
import type { Offered } from '../commands/kit.ts'
import type { Database } from '../prisma/database.ts'
import { anchorOf } from '../prisma/search/standing.ts'
import { communityTag } from '../prisma/search/search.ts'
import { benchDatabases } from './databases.ts'
import { measure, print } from './measure.ts'

const alerts = 10_000
const people = 2_000
const times = 50

const trades = ['développeuse', 'juriste', 'comptable', 'designer', 'fondatrice', 'rédactrice', 'formatrice', 'traductrice', 'photographe', 'cheffe de projet']
const skills = ['TVA', 'boutique en ligne', 'référencement', 'React', 'TypeScript', 'logistique', 'photo', 'négociation', 'marketing', 'accessibilité', 'douane', 'RGPD']
const places = ['', '', '', 'Lyon', 'Paris', 'Marseille']

const pick = <T>(all: readonly T[], index: number): T => all[index % all.length] as T

/** What somebody looks for. `same`: every alert has a word of the job, so that each has to be read closely. */
const wordsOf = (index: number, same: boolean): string =>
  same ? `développeuse ${pick(skills, index * 7)} ${index % 3 ? '' : index}`.trim() : `${pick(trades, index)} ${pick(skills, index * 7)} ${index % 4 ? '' : index}`.trim()

const job = (ownerId: number, communityId: number): Offered => ({
  number: 1,
  ownerId,
  publishedAt: new Date(),
  place: 'Lyon',
  document: {
    strong: 'Développeuse React et TypeScript pour une boutique en ligne',
    medium: 'Cyberelles, Lyon, télétravail possible',
    weak: `Une petite équipe, un vrai produit : vous prenez en main la boutique, son référencement et son accessibilité, avec une comptable et une juriste
      à vos côtés. Vous aimez le marketing et la photo. `.repeat(4),
    tags: [communityTag(communityId), 'contract_freelance'],
  },
} as unknown as Offered)

async function fill({ client }: Database, same: boolean): Promise<{ id: number; name: string; locale: 'fr'; timeZone: string }> {
  const { id: communityId } = await client.community.create({ data: { name: 'Bench', locale: 'fr', timeZone: 'Europe/Paris' } })
  const members = await client.person.createManyAndReturn({ data: Array.from({ length: people }, (_, index) => ({ communityId, name: `Member ${index}` })) })
  const before = new Date(Date.now() - 86_400_000)
  for (let from = 0; from < alerts; from += 500)
    await client.alert.createMany({
      data: Array.from({ length: 500 }, (_, nth) => {
        const index = from + nth
        const conditions = { words: wordsOf(index, same), place: pick(places, index), tags: index % 10 ? [] : ['contract_freelance'] }
        return { ...conditions, anchor: anchorOf(conditions), communityId, personId: pick(members, index).id, kind: index % 2 ? 'job' : '', rhythm: 'daily', createdAt: before }
      }),
    })
  return { id: communityId, name: 'Bench', locale: 'fr', timeZone: 'Europe/Paris' }
}

/** Which of 10,000 alerts a new job fits: looked for as people look, and where every one of them has a word of it. */
export async function benchAlerts(): Promise<void> {
  for (const open of await benchDatabases()) {
    const { database, drop } = await open()
    const rows = []
    for (const same of [false, true]) {
      const community = await fill(database, same)
      const offered = job(0, community.id)
      const find = () => alertsFitting({ db: database.client, community, search: database.search }, 'job', offered)
      const fitting = (await find()).length
      const { p50, p99 } = await measure(times, find)
      rows.push({ alerts: same ? 'each has a word of it' : 'as people look', fitting, p50, p99 })
    }
    print(`${database.provider}: one new job against ${alerts.toLocaleString('en')} alerts (milliseconds; aim: p50 50)`, rows)
    await drop()
  }
}
