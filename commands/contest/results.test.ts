import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import type { StagePerson } from '../../test/stage/person.ts'
import { privacy } from '../privacy/index.ts'
import { contest } from './index.ts'
import { opens, withRelays } from './testing.ts'

const answers = ['yes', 'A name', 'skip', 'Cakes', 'no', '1', 'no', 'yes']

eachDatabase('the results of a contest', (open) => {
  const stageWith = async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest, privacy] })
    await opens(stage, { ...withRelays, about: { ...withRelays.about, reminders: [], keeps: 2 } })
    const [olga, nadia] = [await stage.person('Olga', { roles: ['organiser'] }), await stage.person('Nadia', { roles: ['relay'] })]
    await olga.types('/contest relay add --name "Maison des femmes" --kind association --contact "Nadia" --language fr')
    const { code } = await stage.database.client.relay.findFirstOrThrow()
    await olga.types(`/contest relay team ${code} --person ${nadia.id}`)
    return { stage, olga, nadia, code }
  }

  const candidates = async (stage: Stage, names: string[], code: string) => {
    const all: [StagePerson, string][] = []
    for (const name of names) {
      const one = await stage.person(name, { roles: [], locale: name === 'Zoé' ? 'fr' : 'en' })
      await one.types(`/contest apply --relay ${code}`)
      for (const said of answers) await one.types(said)
      await one.types('send')
      all.push([one, /PS-\w{7}/.exec(one.answer)?.[0] ?? ''])
    }
    return all
  }

  it('are decided by reference, told to all at once when they are announced, and counted for each relay', async () => {
    const { stage, olga, nadia, code } = await stageWith()
    const { client } = stage.database
    const [[ada, hers], [zoe]] = (await candidates(stage, ['Ada', 'Zoé'], code)) as [[StagePerson, string], [StagePerson, string]]
    // ten more of whom only the figures are looked at
    const { contestId, relayId, version } = await client.application.findFirstOrThrow()
    const others = Array.from({ length: 10 }, (_, index) => `PS-222222${'23456789AB'.charAt(index)}`)
    for (const reference of others) {
      const { id: personId } = await client.person.create({ data: { communityId: stage.communityId, name: reference } })
      await client.application.create({ data: { contestId, personId, relayId, version, reference, status: 'submitted', listening: false, createdAt: stage.clock.now(), updatedAt: stage.clock.now() } })
    }
    await olga.types(`/contest decide ${hers} --stage shortlisted`)
    olga.sees('may still be changed until')
    await nadia.types('/contest relay list')
    nadia.seesNot('Shortlisted')
    await stage.passes({ days: 40 })

    await olga.types(`/contest decide PS-NOTHING ${hers} --stage shortlisted`)
    expect(olga.form?.problems).toEqual({ references: expect.stringContaining('PS-NOTHING') })
    await olga.types('/contest decide --stage laureate')
    expect(olga.form?.problems).toEqual({ references: expect.stringContaining('Which applications') })
    const suggested = (typed: string, who: StagePerson) => stage.engine.suggest({ spaceId: stage.spaceIds[0] ?? 0, externalId: who === olga ? 'olga-1' : 'nadia-2', name: '' }, { action: 'contest decide', input: {} }, 'references', typed)
    expect((await suggested(`${hers.toLowerCase()}, ps-22222`, olga)).map(({ value }) => value)).toEqual(others.map((other) => `${hers} ${other}`))
    expect(await suggested('ps', nadia)).toEqual([])
    const six = [hers, ...others.slice(0, 5)]
    await olga.types(`/contest decide "${six.join(', ').toLowerCase()}" --stage shortlisted`)
    olga.sees('noted for 6 applications', 'not announced yet', /Shortlisted:? 6/)
    for (const who of [ada, zoe]) expect(who.messages).toEqual([])
    await ada.types('/contest status')
    ada.seesNot('shortlisted')
    const eve = await stage.person('Eve', { roles: ['relay', 'member', 'juror'] })
    for (const call of [{ action: 'contest results-announce', input: {} }, { action: 'contest.results-announce', input: { contest: 'power-starter' } }, { action: 'contest decide', input: { references: hers, stage: 'laureate' } }])
      await eve.sends({ call, submitted: true })
    expect(await client.application.count({ where: { result: 'shortlisted' } })).toBe(6)

    await olga.presses('Announce it')
    olga.sees('6 people are told', 'nothing to announce')
    ada.sees(`“Power Starter”, ${hers}, is shortlisted`)
    expect(zoe.messages).toEqual([])
    await nadia.types('/contest relay list')
    nadia.sees(/Sent:? 12/, /Shortlisted:? 6/, /Laureate:? not shown/, /Shop open:? not shown/)
    await olga.types(`/contest decide ${hers} --stage laureate`)
    await olga.types('/contest decide --stage refused')
    olga.sees('noted for 11 applications')
    // a mistake is taken back before anybody hears of it
    await olga.types(`/contest decide ${others[0]} --stage none`)
    await olga.types('/contest results')
    olga.sees(/Laureate:? 1/, /Not chosen:? 10/, /Shortlisted:? 6/)
    await olga.presses('Announce it')
    ada.sees('Your project is a laureate')
    zoe.sees('Cette fois, il n’a pas été retenu', '/données exporter')
    expect(zoe.messages).toHaveLength(1)
    await zoe.types('/contest status')
    zoe.sees('pas été retenu')
    await olga.types(`/contest decide ${hers} --stage shop-open`)
    await olga.presses('Announce it')
    ada.sees('Your shop is open!')
    // who was shortlisted and not chosen in the end was shortlisted all the same
    await nadia.types('/contest relay list')
    nadia.sees(/Shortlisted:? 6/, /Shop open:? not shown/)
    await olga.types('/contest audit')
    olga.sees('Olga announced its result', 'Olga noted what becomes of it')
    const noted = await client.audit.findMany({ where: { subject: { startsWith: 'contest.results:' } } })
    expect(noted.map(({ detail }) => detail)).toEqual([{ shortlisted: 6 }, { laureate: 1, refused: 10 }, { 'shop-open': 1 }])
    await zoe.types('/privacy erase')
    await zoe.fills({ confirm: 'effacer' })
    // what was not chosen is erased and stays counted, as does who has herself erased
    await stage.passes({ days: 80 })
    expect(await client.application.count()).toBe(2)
    await nadia.types('/contest relay list')
    nadia.sees(/Began:? 12/, /Sent:? 12/, /Shortlisted:? 6/)
  })

  it('begin the time after which what was not chosen is erased; each is told two weeks before, by day, once, how to keep a copy', async () => {
    const { stage, olga, nadia, code } = await stageWith()
    const { client } = stage.database
    const [[ada], [zoe, hers]] = (await candidates(stage, ['Ada', 'Zoé'], code)) as [[StagePerson, string], [StagePerson, string]]
    const bea = await stage.person('Béa', { roles: [] })
    await bea.types('/contest apply')
    await bea.types('yes')
    await nadia.types(`/contest relay open ${code} --name Mia --language fr`)
    await nadia.types('yes')
    // a month after the closing, late in the evening
    await stage.passes({ days: 69, hours: 12, minutes: 30 })
    await olga.types(`/contest decide ${hers} --stage refused`)
    await olga.presses('Announce it')
    await stage.passes({ days: 43 })
    expect([zoe.messages.length, bea.messages.length]).toEqual([1, 0])
    await stage.passes({ days: 4 })
    bea.sees('your answers to “Power Starter” will be erased', '/privacy export')
    zoe.sees('Vos réponses, bientôt effacées', new RegExp(`31 mars 2027, votre candidature à «\\sPower Starter\\s», ${hers}`))
    const told = await client.posting.findMany({ where: { key: { endsWith: ':erased-soon' } }, select: { createdAt: true, personId: true } })
    nadia.sees('the file that you opened for Mia at “Power Starter” will be erased')
    expect(new Set(told.map(({ personId }) => personId))).toEqual(new Set([bea.id, zoe.id, nadia.id]))
    for (const { createdAt } of told) expect(createdAt.getUTCHours()).toBe(7)
    await bea.presses('Take a copy')
    bea.sees('/export/')
    await stage.passes({ days: 10, hours: 23 })
    expect(await client.application.count()).toBe(4)
    await stage.passes({ days: 3 })
    expect(await client.application.findMany({ select: { personId: true } })).toEqual([{ personId: ada.id }])
    const noted = await client.audit.findMany({ where: { personId: null }, select: { createdAt: true } })
    expect(noted).toEqual(Array(3).fill({ createdAt: new Date('2027-03-31T21:30:00Z') }))
    // who never had an account here is gone with her file
    expect(await client.person.count({ where: { name: 'Mia' } })).toBe(0)
    expect([zoe.messages.length, bea.messages.length]).toEqual([2, 1])
  })
})
