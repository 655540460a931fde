import { expect, it } from 'vitest'
import { readCode } from '../../bot/code.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage, type Stage } from '../../test/stage.ts'
import { accounts } from '../accounts/index.ts'
import { contest } from './index.ts'
import { opens, withRelays } from './testing.ts'

const maison = '/contest relay add --name "Maison des femmes" --kind association --contact "Nadia, 01 23 45 67 89" --language fr'

eachDatabase('a relay', (open) => {
  const stageWith = async () => {
    const stage = await openStage({ database: await open(), capabilities: [accounts, contest] })
    await opens(stage, withRelays)
    const olga = await stage.person('Olga', { roles: ['organiser'] })
    await olga.types(maison)
    const { code } = await stage.database.client.relay.findFirstOrThrow()
    return { stage, olga, code }
  }

  const begun = async (stage: Stage, count: number, { code, sends, agrees = false }: { code: string; sends: boolean; agrees?: boolean }) => {
    for (let index = 0; index < count; index++) {
      const one = await stage.person(`Candidate ${sends ? 's' : 'b'}${index}`, { roles: [] })
      await one.types(`/contest apply --relay ${code}`)
      for (const said of ['yes', 'A name', 'skip', 'Cakes', 'no', '1', agrees ? 'yes' : 'no', 'yes']) await one.types(said)
      if (sends) await one.presses('Send')
    }
  }

  it('gets a code without signs that look alike, a link and a poster, and can be changed and closed', async () => {
    const { stage, olga, code } = await stageWith()
    olga.sees('Maison des femmes is a relay', `https://entraide.test/r/${code}`)
    expect(code).toMatch(/^[3479ACDEFHJKLMNPRTUWXY]{6}$/)
    expect(await stage.engine.follow('r', code.toLowerCase(), { isFirst: true })).toBe(`/apply/power-starter?relay=${code}`)
    await olga.types(maison)
    expect(olga.form?.problems).toEqual({ name: expect.stringContaining('already') })
    await olga.types('/contest relay list')
    olga.sees('Nadia, 01 23 45 67 89')
    const kept = await stage.database.client.$queryRaw`SELECT "contact" FROM "RelayContact"`
    expect(kept).toEqual([{ contact: expect.not.stringContaining('Nadia') }])
    await olga.types(`/contest relay edit ${code}`)
    await olga.fills({ name: 'Maison de quartier' })
    olga.sees('Maison de quartier was changed', code)
    const eve = await stage.person('Eve', { roles: ['member'] })
    for (const command of ['add', `edit ${code}`, `close ${code}`, 'list', `team ${code} --person ${eve.id}`]) {
      await eve.types(`/contest relay ${command}`)
      eve.sees(/organisers/)
    }
    await olga.types(`/contest relay close ${code}`)
    expect(await stage.engine.follow('r', code, { isFirst: true })).toBe('/apply/power-starter')
    expect(await stage.engine.poster('poster', code)).toBeUndefined()
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types(`/contest apply --relay ${code}`)
    ada.sees('is not one of this contest', 'Do you live in France?')
    expect(await stage.database.client.application.findFirst()).toMatchObject({ relayId: null })
  })

  it('keeps those it brought to the end: the first one counts, and what is hers stays when two accounts are one', async () => {
    const { stage, olga, code } = await stageWith()
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types('/contest apply')
    ada.sees('Question 1 of 7')
    await ada.types(`/contest apply --relay ${readCode(code).toLowerCase()}`)
    ada.sees('You go on where you were', 'Question 1 of 8')
    await olga.types(maison.replace('Maison des femmes', 'Radio Quartier').replace('association', 'media'))
    const radio = await stage.database.client.relay.findFirstOrThrow({ where: { name: 'Radio Quartier' } })
    await ada.types(`/contest apply --relay ${radio.code}`)
    expect(await stage.database.client.application.findFirst({ include: { relay: true } })).toMatchObject({ relay: { code } })
    const desk = await stage.person('ada_93', { roles: [] })
    await desk.types('/contest apply')
    await desk.types('yes')
    await ada.types('/link')
    await desk.types(`/link ${/[A-Z0-9]{8}/.exec(ada.answer)?.[0]}`)
    await desk.presses(desk.labels().findLast((label) => /join|link|yes|same|me/i.test(label)) ?? '')
    expect(await stage.database.client.application.findMany({ include: { relay: true } })).toMatchObject([{ relay: { code } }])
    // and of two who work for the same relay, one does
    const [nadia, home] = [await stage.person('Nadia', { roles: ['relay'] }), await stage.person('nadia_93', { roles: ['relay'] })]
    for (const one of [nadia, home]) await olga.types(`/contest relay team ${code} --person ${one.id}`)
    await nadia.types('/link')
    await home.types(`/link ${/[A-Z0-9]{8}/.exec(nadia.answer)?.[0]}`)
    await home.presses(home.labels().findLast((label) => /join|link|yes|same|me/i.test(label)) ?? '')
    expect(await stage.database.client.relayPerson.findMany()).toMatchObject([{ personId: nadia.id }])
  })

  it('has figures, of which none tells of fewer than five; its own people see theirs alone, and who agreed to be seen', async () => {
    const { stage, olga, code } = await stageWith()
    const nadia = await stage.person('Nadia', { roles: ['relay'] })
    await nadia.types('/contest relay list')
    nadia.sees('You do not work for a relay yet')
    await olga.types(`/contest relay team ${code} --person ${nadia.id}`)
    olga.sees('The people of Maison des femmes', 'Nadia')
    await begun(stage, 5, { code, sends: true })
    await begun(stage, 5, { code, sends: false })
    await olga.types('/contest relay list')
    olga.sees(/Began:? 10/, /Sent:? 5/, /Followed the link:? not shown/, 'Nadia, 01 23 45 67 89')
    await begun(stage, 1, { code, sends: true, agrees: true })
    await nadia.types('/contest relay list')
    nadia.sees(/Began:? 11/, /Sent:? 6/)
    nadia.seesNot('01 23 45 67 89', 'Change a relay')
    await nadia.presses('Who has finished')
    nadia.sees('Candidate s0', /Sent: PS-\w{7}/)
    nadia.seesNot('Cakes', 'A name', 'Candidate b1')
    await olga.sends({ call: { action: 'contest.relay-seen', input: { code } } })
    olga.sees('There is no relay with the code')
    await olga.types(`/contest relay team ${code}`)
    await olga.presses('Remove')
    await nadia.sends({ call: { action: 'contest.relay-seen', input: { code } } })
    nadia.sees(/for the relays of a contest/)
  })

  it('asks its candidates alone whether it may see that they have finished, and no is as good as yes', async () => {
    const { stage, code } = await stageWith()
    const [ada, zoe] = [await stage.person('Ada', { roles: [] }), await stage.person('Zoé', { roles: [], locale: 'fr' })]
    await ada.types('/contest apply')
    for (const said of ['yes', 'Ada', 'skip', 'Cakes', 'no', '1']) await ada.types(said)
    ada.sees('I agree to the rules')
    await zoe.types(`/concours candidater --relay ${code}`)
    for (const said of ['oui', 'Zoé', 'passer', 'Des gâteaux', 'non', '1']) await zoe.types(said)
    zoe.sees('Qui m’a parlé du concours peut voir', 'rien n’en dépend')
    expect(zoe.labels()).not.toContain('Passer')
    await zoe.presses('Je préfère que non')
    await zoe.types('oui')
    zoe.sees('non accepté')
    await zoe.presses('Envoyer')
    zoe.sees(/Envoyé.: PS-/)
    const sent = await stage.database.client.submission.findFirstOrThrow()
    expect(JSON.stringify(sent.content)).toContain('Qui m’a parlé du concours peut voir')
  })

  it('is not found by trying codes: after five wrong ones none is looked at', async () => {
    const { stage, code } = await stageWith()
    const [eve, mia] = [await stage.person('Eve', { roles: [] }), await stage.person('Mia', { roles: [] })]
    for (let index = 0; index < 5; index++) await eve.types(`/contest apply --relay AAAAA${index}`)
    await eve.types(`/contest apply --relay ${code}`)
    expect(await stage.database.client.application.findMany({ where: { relayId: { not: null } } })).toEqual([])
    await mia.types(`/contest apply --relay ${'x'.repeat(41)}`)
    expect(mia.form?.problems['relay']).toBeDefined()
    await mia.types('/contest apply --relay "\0\u{1F600} OR 1=1"')
    mia.sees('Do you live in France?')
  })
})
