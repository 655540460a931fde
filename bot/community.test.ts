import { expect, it } from 'vitest'
import { eachDatabase } from '../prisma/testing.ts'
import { openCommunity } from './community.ts'

const first = { name: 'Club', locale: 'fr', timeZone: 'Europe/Paris' } as const

eachDatabase('the community', (open) => {
  it('is made once, by whichever of those that start together', async () => {
    const database = await open()
    const found = await Promise.all(Array.from({ length: 8 }, () => openCommunity(database, first)))
    const made = await database.client.community.findMany({ select: { id: true, name: true } })
    expect(made).toEqual([{ id: found[0], name: 'Club' }])
    expect(new Set(found).size).toBe(1)
  })
})
