import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import { contest } from './index.ts'
import { opens, small } from './testing.ts'

const example = readFileSync('docs/contests/power-starter.yaml', 'utf8')

eachDatabase('organisers', (open) => {
  const stageWith = async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest], now: '2027-01-04T09:00:00Z' })
    await stage.database.client.space.updateMany({ data: { channels: { contests: 'contests' } } })
    return { stage, olga: await stage.person('Olga', { roles: ['organiser'] }) }
  }
  const gives = async ({ database, clock }: Stage, ownerId: number, text: string) => {
    const bytes = new Uint8Array(Buffer.from(text))
    const id = `file-${await database.client.storedFile.count()}`
    await database.client.storedFile.create({ data: { id, ownerId, name: 'next.yaml', type: 'application/yaml', size: bytes.length, bytes, createdAt: clock.now() } })
    return { call: { action: 'contest import', input: { file: [id] } }, submitted: true }
  }

  it('import a file in chat, or are told the line; it is announced when it opens, and its card says when it is over', async () => {
    const { stage, olga } = await stageWith()
    await olga.sends(await gives(stage, olga.id, example.replace('minutes: 12', 'minutes: many')))
    olga.sees('Nothing was published', `Line ${example.split('\n').indexOf('minutes: 12') + 1}`)
    await olga.sends(await gives(stage, olga.id, example))
    olga.sees('Power Starter is published', '/apply/power-starter', 'Maison des femmes', '/r/')
    await olga.sends(await gives(stage, olga.id, example))
    expect(await stage.database.client.relay.count()).toBe(2)
    const eve = await stage.person('Eve', { roles: ['member'] })
    await eve.sends(await gives(stage, eve.id, example))
    eve.sees(/organisers/)
    expect(stage.channel('contests').messages).toEqual([])
    await stage.passes({ days: 8 })
    stage.channel('contests').sees('Parlez-en à une femme près de chez vous', 'Candidater')
    await eve.types('/contest info')
    eve.sees('The prizes', 'Atelier Lumière', 'What the jury looks at', '5 points')
    eve.channel = 'contests'
    await eve.presses('Candidater')
    expect(eve.messages.join()).toContain('There is no wrong answer')
    await stage.passes({ days: 60 })
    expect(stage.channel('contests').messages).toHaveLength(1)
    stage.channel('contests').sees('a fermé le')
  })

  it('extend it for everybody, with its reminders, or for one', async () => {
    const { stage, olga } = await stageWith()
    await opens(stage, { ...small, opensAt: stage.clock.now(), closesAt: new Date('2027-01-31T17:00:00Z') })
    const [ada, bea] = [await stage.person('Ada', { roles: [] }), await stage.person('Béa', { roles: [] })]
    for (const one of [ada, bea]) await one.types('/contest apply')
    await olga.types('/contest extend 2027-01-30')
    expect(olga.form?.problems).toEqual({ until: expect.stringContaining('no later than') })
    await olga.types('/contest extend 2027-02-28')
    olga.sees('It is open until', '28 February 2027')
    await stage.passes({ days: 25 })
    expect(ada.messages).toEqual([])
    await stage.passes({ days: 20 })
    expect(ada.messages).toHaveLength(1)
    await olga.types(`/contest extend 2027-03-05 --person ${bea.id}`)
    bea.sees('have given you more time')
    await stage.passes({ days: 14 })
    await ada.types('yes')
    await bea.types('yes')
    expect(await stage.database.client.answer.findMany({ select: { personId: true } })).toEqual([{ personId: bea.id }])
  })

  it('copy it to its next edition, whose relays have codes of their own', async () => {
    const { stage, olga } = await stageWith()
    await olga.sends(await gives(stage, olga.id, example))
    await olga.types('/contest copy power-starter --name "Not a name" --opens 2028-01-10 --closes 2028-02-28')
    expect(olga.form?.problems).toEqual({ name: expect.stringContaining('lower-case') })
    await olga.fills({ name: 'power-starter-2028' })
    olga.sees('is published', '/apply/power-starter-2028')
    const relays = await stage.database.client.relay.findMany({ include: { contest: true }, orderBy: { id: 'asc' } })
    expect(relays.map(({ name, contest: { slug } }) => [slug, name])).toEqual([
      ['power-starter', 'Maison des femmes'], ['power-starter', 'Radio Quartier'], ['power-starter-2028', 'Maison des femmes'], ['power-starter-2028', 'Radio Quartier'],
    ])
    expect(new Set(relays.map(({ code }) => code)).size).toBe(4)
    expect(await stage.database.client.questionSet.count()).toBe(2)
  })
})
