import { expect, it } from 'vitest'
import { newCode, readCode } from '../../bot/code.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import type { StagePerson } from '../../test/stage/person.ts'
import { privacy } from '../privacy/index.ts'
import { contest } from './index.ts'
import { opens, withRelays } from './testing.ts'

/** How many guesses are made: ten are looked at, however many there are. GUESSES=10000 takes half a minute on SQLite, as each is a transaction of 3 ms. */
const guesses = Number(process.env['GUESSES'] ?? 300)

const shownCode = (person: StagePerson): string => /[3479A-Z]{4}-[3479A-Z]{4}-[3479A-Z]{4}/.exec(person.answer)?.[0] ?? ''

eachDatabase('a file that a relay opens', (open) => {
  const stageWith = async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest, privacy] })
    await opens(stage, withRelays)
    const [olga, nadia] = [await stage.person('Olga', { roles: ['organiser'] }), await stage.person('Nadia', { roles: ['relay'] })]
    await olga.types('/contest relay add --name "Maison des femmes" --kind association --contact "Nadia" --language fr')
    const { code } = await stage.database.client.relay.findFirstOrThrow()
    await olga.types(`/contest relay team ${code} --person ${nadia.id}`)
    await nadia.types(`/contest relay open ${code} --name Zoé --language fr`)
    return { stage, olga, nadia, code }
  }

  it('is written together, taken over with a code, reread, agreed to and sent by the candidate alone', async () => {
    const { stage, nadia } = await stageWith()
    const { client } = stage.database
    nadia.sees('You write with Zoé', 'Do you live in France?')
    for (const said of ['yes', 'Zoé', 'skip', 'Cakes', 'no', '1']) await nadia.types(said)
    // neither what is agreed to nor sending is for her
    nadia.sees('Read everything again', 'Cakes')
    nadia.seesNot('I agree to the rules', 'May who told you')
    expect(nadia.labels()).not.toContain('Send')
    await nadia.types('send')
    for (const input of [{ action: 'contest.submit', input: { application: 1, revision: 8 } }, { action: 'contest.withdraw', input: { application: 1 } }, { action: 'contest.restart', input: { application: 1 } }])
      await nadia.sends({ call: input })
    nadia.sees('There is no such application')
    await nadia.sends({ call: { action: 'contest.answer', input: { application: 1, question: 'rules', answer: true } }, submitted: true })
    expect(await client.answer.count({ where: { question: 'rules' } })).toBe(0)
    await nadia.types('/contest relay files')
    nadia.sees('Zoé', 'All is answered')
    await nadia.presses('Hand it over')
    const code = shownCode(nadia)
    nadia.sees(`/apply/power-starter?claim=${code}`)
    await nadia.types(`/contest claim ${code}`)
    nadia.sees('Only the candidate can take this file over')

    const zoe = await stage.person('Zoé', { roles: [], locale: 'fr' })
    await zoe.types(`/concours reprendre ${code.toLowerCase()}`)
    zoe.sees('Ce dossier est à vous', 'Cakes', 'Qui m’a parlé du concours')
    nadia.sees('Zoé has taken the file over')
    await zoe.types('oui')
    zoe.sees('J’accepte le règlement')
    await zoe.types('oui')
    await zoe.presses('Envoyer')
    zoe.sees(/Envoyé.: PS-/)
    expect(await client.application.findMany({ include: { person: true } })).toMatchObject([{ person: { name: 'Zoé' }, status: 'submitted' }])
    expect(await client.person.count({ where: { name: 'Zoé' } })).toBe(1)

    await nadia.types('/contest relay files')
    nadia.sees('You are writing no file')
    for (const action of ['answer', 'skip', 'edit', 'back', 'later', 'go-on', 'hand-over', 'help']) {
      await nadia.sends({ call: { action: `contest.${action}`, input: { application: 1, question: 'name', answer: 'Mallory' } }, submitted: true })
      nadia.sees('There is no such application here')
    }
    await nadia.types(`/contest claim ${code}`)
    nadia.sees('is wrong or was used already')
  })

  it('is lost to who works for the relay no longer, and to nobody else of it', async () => {
    const { stage, olga, nadia, code } = await stageWith()
    await nadia.types('yes')
    const eve = await stage.person('Eve', { roles: ['relay'] })
    await eve.types(`/contest relay open ${code} --name Ada --language en`)
    eve.sees('There is no relay with the code')
    await olga.types(`/contest relay team ${code} --person ${eve.id}`)
    await eve.sends({ call: { action: 'contest.go-on', input: { application: 1 } } })
    eve.sees('There is no such application')
    await olga.types(`/contest relay team ${code}`)
    await olga.sends({ call: { action: 'contest.relay-leaves', input: { code, person: nadia.id } } })
    await nadia.sends({ call: { action: 'contest.hand-over', input: { application: 1 } } })
    nadia.sees('There is no such application')
    await nadia.types('Zoé')
    expect(await stage.database.client.answer.count()).toBe(1)
  })

  it('and whatever else is done with an application is noted, for organisers page by page and for her', async () => {
    const { stage, olga, nadia } = await stageWith()
    const { client } = stage.database
    await nadia.types('yes')
    await nadia.sends({ call: { action: 'contest.go-on', input: { application: 1 } } })
    await nadia.sends({ call: { action: 'contest.hand-over', input: { application: 1 } } })
    const zoe = await stage.person('Zoé', { roles: [] })
    await zoe.types(`/contest claim ${shownCode(nadia)}`)
    await olga.types(`/contest extend 2027-02-28 --person ${zoe.id}`)
    await zoe.types('help')
    await olga.presses('Write to Zoé')
    await olga.fills({ words: 'I am here.' })
    await zoe.types('go on')
    for (const said of ['Zoé', 'skip', 'SECRET cakes', 'no', '1', 'no', 'yes', 'send']) await zoe.types(said)
    await zoe.types('/contest withdraw')
    await zoe.presses('Withdraw my application')
    // of another community that shares the database
    await client.audit.create({ data: { personId: nadia.id, action: 'application', subject: `application:${stage.communityId + 1}/1`, detail: { what: 'read' }, createdAt: stage.clock.now() } })
    await olga.types('/contest audit')
    const told = ['Nadia opened it for a candidate', 'Nadia wrote in it for its candidate', 'Nadia read it', 'Olga gave its candidate more time', 'Olga wrote to its candidate', 'Zoé sent it', 'Zoé took it back']
    expect(olga.answer.split('\n').flatMap((line) => told.filter((one) => line.includes(one)))).toEqual(told.toReversed())
    olga.seesNot('SECRET')
    await zoe.types('/contest audit')
    zoe.sees(/organisers/)
    await zoe.types('/privacy erase')
    await zoe.fills({ confirm: 'erase' })
    for (let index = 0; index < 15; index++) await client.audit.create({ data: { personId: nadia.id, action: 'application', subject: `application:${stage.communityId}/${index + 100}`, detail: { what: 'read' }, createdAt: stage.clock.now() } })
    await olga.types('/contest audit')
    olga.seesNot('It was erased')
    await olga.presses('Older')
    olga.sees('It was erased', 'Somebody who is no longer here sent it', 'Nadia opened it')
  })

  it('joins what she has begun herself', async () => {
    const { stage, nadia } = await stageWith()
    const { client } = stage.database
    for (const said of ['yes', 'Zoé', '06 12 34 56 78']) await nadia.types(said)
    await nadia.sends({ call: { action: 'contest.hand-over', input: { application: 1 } } })
    const zoe = await stage.person('zoe', { roles: [] })
    await zoe.types('/contest apply')
    await zoe.types('yes')
    await zoe.types(`/contest claim ${shownCode(nadia)}`)
    zoe.sees('This file is yours now', '+33 6 12 34 56 78', 'What is your idea?')
    expect(await client.application.findMany({ include: { relay: true } })).toMatchObject([{ relay: { name: 'Maison des femmes' } }])
  })

  it('is locked to guesses at its code, half of them of one person and half of as many as it takes, until another code is given', async () => {
    const { stage, nadia } = await stageWith()
    const { client } = stage.database
    await nadia.sends({ call: { action: 'contest.hand-over', input: { application: 1 } } })
    const code = shownCode(nadia)
    // what is known of it already is by which it is found
    const guess = () => code.slice(0, 5) + newCode(8)
    const from = (who: string) => ({ spaceId: stage.spaceIds[0] ?? 0, externalId: who, name: who })
    const told = new Map<string, number>()
    const tries = async (who: string, number: number) => {
      const typed = guess()
      if (readCode(typed) === readCode(code)) return
      const reply = await stage.engine.run({ key: `guess-${number}`, from: from(who), channel: null, what: { call: { action: 'contest claim', input: { code: typed } }, submitted: true } })
      const words = JSON.stringify('view' in reply && reply.view)
      const said = ['claimWrong', 'claimLocked', 'claimWait'].find((one) => words.includes(`contest.${one}`)) ?? words
      told.set(said, (told.get(said) ?? 0) + 1)
    }
    const half = guesses / 2
    for (let number = 0; number < half; number++) await tries('Eve', number)
    expect(Object.fromEntries(told)).toEqual({ claimWrong: 5, claimWait: half - 5 })
    // by now not even the right one is looked at of her
    const late = await stage.engine.run({ key: 'late', from: from('Eve'), channel: null, what: { call: { action: 'contest claim', input: { code } }, submitted: true } })
    expect(JSON.stringify(late)).toContain('contest.claimWait')
    for (let number = half; number < guesses; number++) await tries(`Eve ${Math.floor(number / 5)}`, number)
    // ten were looked at, and no other
    expect(Object.fromEntries(told)).toEqual({ claimWrong: 10, claimLocked: half - 5, claimWait: half - 5 })
    expect(await client.handover.findMany()).toMatchObject([{ tries: 10, applicationId: 1 }])
    const zoe = await stage.person('Zoé', { roles: [], locale: 'fr' })
    await zoe.types(`/concours reprendre ${code}`)
    zoe.sees('Trop de codes erronés ont été essayés ici', 'Demandez-en un autre')
    expect(await client.application.count({ where: { personId: zoe.id } })).toBe(0)
    await nadia.sends({ call: { action: 'contest.hand-over', input: { application: 1 } } })
    await zoe.types(`/concours reprendre ${shownCode(nadia)}`)
    zoe.sees('Ce dossier est à vous')
    const mia = await stage.person('Mia', { roles: [] })
    await mia.types('/contest claim "\0🦉"')
    mia.sees('is wrong or was used already')
    expect(stage.logged).toEqual([])
  }, 120_000 + guesses * 60)
})
