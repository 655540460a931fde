import { it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { experts } from './index.ts'

eachDatabase('a search made anew', (open) => {
  it('is filled with who is published, by and by', async () => {
    const stage = await openStage({ database: await open(), capabilities: [experts] })
    const { client } = stage.database
    const [zoe, hidden, ada] = [await stage.person('Zoé'), await stage.person('Hilda'), await stage.person('Ada')]
    const profile = { headline: 'Potière', updatedAt: new Date(0) }
    await client.profile.create({ data: { personId: zoe.id, published: true, ...profile } })
    await client.profile.create({ data: { personId: hidden.id, published: false, ...profile } })
    await ada.types('/expert find poterie')
    ada.sees('Nobody found')
    // as the migration asks for it
    await client.job.create({ data: { key: 'experts.refill:0', name: 'experts.refill', input: { after: 0 }, status: 'waiting', dueAt: new Date(0) } })
    await stage.passes({ minutes: 1 })
    await ada.types('/expert find poterie')
    ada.sees('Zoé')
    ada.seesNot('Hilda')
  })
})
