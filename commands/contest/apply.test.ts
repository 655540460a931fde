import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { accounts } from '../accounts/index.ts'
import { help } from '../help/index.ts'
import { contest } from './index.ts'
import { opens, small } from './testing.ts'

eachDatabase('an application', (open) => {
  const stageWith = async () => {
    const stage = await openStage({ database: await open(), capabilities: [help, contest] })
    await opens(stage)
    return stage
  }

  it('is told question by question, read again, and sent', async () => {
    const stage = await stageWith()
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types('/contest info')
    ada.sees('Power Starter', 'From an idea', 'The jury reads in January')
    await ada.presses('Apply')
    ada.sees('Question 1 of 7 · about 12 minutes left', '31 December 2026', 'Do you live in France?')
    await ada.presses('Yes')
    ada.sees('Question 2 of 7', 'What is your name?', 'Write your answer here')
    await ada.types('Ada Lovelace')
    ada.sees('Your phone number?', 'You may pass this question')
    await ada.types('n/a')
    ada.sees('This phone number does not exist', 'n/a', 'Your phone number?')
    await ada.types('06.12.34.56.78')
    ada.sees('What is your idea?')
    await ada.presses('Answer')
    expect(ada.form?.fields.map(({ label }) => label)).toEqual(['What is your idea?'])
    await ada.fills({ answer: 'x'.repeat(501) })
    expect(ada.form?.problems).toEqual({ answer: expect.stringContaining('501 characters') })
    await ada.fills({ answer: 'Cakes,\nby post' })
    ada.sees('Do you sell already?')
    await ada.types('oui')
    ada.sees('Question 6 of 8 · about 5 minutes left', 'Where do you sell?')
    await ada.types('At the market')
    await ada.types('1, 3')
    ada.sees('Question 8 of 8', 'I agree to the rules.')
    await ada.types('non')
    ada.sees('Without your agreement')
    await ada.presses('I agree')
    ada.sees('Read everything again', '2. What is your name?', 'Ada Lovelace', '+33 6 12 34 56 78', 'Cakes,\nby post', 'A website, Photos')
    await ada.types('2')
    ada.sees(/Question 2 of 8$/m, 'Your answer until now', 'Ada Lovelace')
    await ada.types('Ada King')
    await ada.presses('Send')
    ada.sees(/Sent: PS-\w{7}/, 'The jury reads in January', 'Ada King')
    const [application] = await stage.database.client.application.findMany()
    expect(application).toMatchObject({ status: 'submitted' })
    expect(await stage.database.client.submission.findFirst()).toMatchObject({ content: { version: 1 } })
    await ada.types('/contest status')
    ada.sees('was sent on', 'PS-')
    ada.seesNot('You have changed answers since')
    // what she changes afterwards is hers until she sends it again
    await ada.presses('Read and change')
    await ada.types('2')
    await ada.types('Ada Lovelace')
    await ada.types('/contest status')
    ada.sees('You have changed answers since')
    await ada.presses('Read and change')
    await ada.presses('Send')
    ada.sees(/Sent: PS-\w{7}/)
    expect(await stage.database.client.application.findFirst()).toMatchObject({ reference: application?.reference })
  })

  it('goes on in French, with every button typed, and answers what she asks meanwhile', async () => {
    const stage = await stageWith()
    const zoe = await stage.person('Zoé', { roles: [], locale: 'fr' })
    await zoe.types('/concours candidater')
    zoe.sees(/Question 1 sur 7/, 'Habitez-vous en France')
    await zoe.types('oui')
    await zoe.types('Zoé')
    await zoe.types('passer')
    await zoe.types('C’est quoi un business plan ?')
    zoe.sees('Une page qui dit ce que vous vendez', 'Quelle est votre idée')
    await zoe.types('Est-ce que je peux vendre des gâteaux ?')
    zoe.sees('Était-ce une question pour nous')
    await zoe.presses('C’est ma réponse')
    zoe.sees('Vendez-vous déjà')
    await zoe.types('/aide')
    zoe.sees('Votre candidature vous attend ici', 'Vendez-vous déjà')
    await zoe.types('retour')
    zoe.sees('Est-ce que je peux vendre des gâteaux')
    await zoe.presses('Garder cette réponse')
    zoe.sees('Vendez-vous déjà')
    await zoe.types('plus tard')
    zoe.sees('Tout est gardé')
    expect(zoe.labels()).toContain('Mon lien personnel')
    // she turned away: what she writes is no answer any more
    await zoe.types('non')
    zoe.seesNot('De quoi avez-vous besoin')
    await zoe.types('/concours candidater')
    zoe.sees('Vous reprenez là où vous en étiez', 'Vendez-vous déjà')
  })

  it('ends kindly for who cannot enter, and she may change her answer', async () => {
    const stage = await stageWith()
    const eve = await stage.person('Eve', { roles: [] })
    await eve.types('/contest apply')
    await eve.presses('No')
    eve.sees('Thank you for telling us', 'Maison des femmes')
    await eve.presses('Change my answer')
    await eve.presses('Yes')
    eve.sees('What is your name?')
  })

  it('takes nothing twice: old buttons and repeated deliveries change nothing, and another answer is shown back', async () => {
    const stage = await stageWith()
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types('/contest apply')
    const yes = { call: { action: 'contest.answer', input: { application: 1, question: 'here', answer: true } } }
    await Promise.all([ada.sends({ ...yes, key: 'a' }), ada.sends({ ...yes, key: 'a' }), ada.sends(yes)])
    ada.sees('What is your name?')
    const name = (answer: string) => ({ call: { action: 'contest.answer', input: { application: 1, question: 'name', answer } }, submitted: true })
    await Promise.all([ada.sends(name('Ada')), ada.sends(name('Augusta'))])
    const [kept] = await stage.database.client.answer.findMany({ where: { question: 'name' } })
    await ada.sends(name('Another'))
    ada.sees('answered already', 'Another', 'Your phone number?')
    expect(await stage.database.client.answer.findMany({ where: { question: 'name' } })).toEqual([kept])
    const eve = await stage.person('Eve', { roles: [] })
    for (const action of ['answer', 'skip', 'edit', 'back', 'later', 'help', 'go-on', 'withdraw', 'no-reminder', 'restart', 'submit']) {
      await eve.sends({ call: { action: `contest.${action}`, input: { application: 1, question: 'name', answer: 'Mallory', revision: 1 } }, submitted: true })
      eve.sees('There is no such application here')
    }
  })

  it('is sent as it was read, and twice is once', async () => {
    const stage = await stageWith()
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types('/contest apply')
    for (const said of ['yes', 'Ada', 'skip', 'Cakes', 'no', '1', 'yes']) await ada.types(said)
    ada.sees('Read everything again')
    const { revision } = await stage.database.client.application.findFirstOrThrow()
    await ada.types('2')
    await ada.types('Augusta')
    const send = { call: { action: 'contest.submit', input: { application: 1, revision } } }
    await ada.sends(send)
    ada.sees('an answer has changed since', 'Augusta')
    const again = { call: { action: 'contest.submit', input: { application: 1, revision: (await stage.database.client.application.findFirstOrThrow()).revision } } }
    await Promise.all([ada.sends(again), ada.sends(again)])
    ada.sees(/Sent: PS-/)
  })

  it('moves from a channel to private', async () => {
    const stage = await stageWith()
    const ada = await stage.person('Ada', { roles: [] })
    ada.channel = 'general'
    await ada.types('/contest apply')
    expect(ada.answer).toContain('I have written to you in private')
    expect(ada.messages.join()).toContain('Do you live in France?')
    expect(stage.channel('general').messages).toEqual([])
  })

  it('is carried over to a new version, which says what is new', async () => {
    const stage = await stageWith()
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types('/contest apply')
    for (const said of ['yes', 'Ada', '06 12 34 56 78', 'Cakes']) await ada.types(said)
    const [first, ...rest] = small.questions.questions
    const town = { id: 'town', kind: 'text' as const, lines: 'one' as const, max: 80, words: { in: { en: 'Which town?', fr: 'Quelle ville ?' } } }
    await opens(stage, { ...small, questions: { ...small.questions, questions: [...(first ? [first] : []), town, ...rest] } })
    await ada.types('no')
    ada.sees('A question has been added or changed', 'Which town?')
    expect(await stage.database.client.answer.findFirst({ where: { question: 'sells' } })).toMatchObject({ given: { value: false } })
    await ada.types('Lyon')
    ada.sees('What do you need?')
    await ada.types('back')
    ada.sees('Do you sell already?')
  })

  it('ends with the contest, later where organisers gave her longer', async () => {
    const stage = await stageWith()
    const ada = await stage.person('Ada', { roles: [] })
    const bea = await stage.person('Béa', { roles: [] })
    for (const one of [ada, bea]) {
      await one.types('/contest apply')
      await one.types('yes')
    }
    await stage.database.client.application.updateMany({ where: { personId: bea.id }, data: { extendedTo: new Date('2027-01-05T17:00:00Z') } })
    await stage.passes({ days: 40 })
    await ada.sends({ call: { action: 'contest.answer', input: { application: 1, question: 'name', answer: 'Ada' } }, submitted: true })
    ada.sees('closed on', '31 December 2026')
    await bea.types('Béa')
    bea.sees('Your phone number?')
  })

  it('is one when two accounts turn out to be hers, with what she answered in either, and what she wrote elsewhere is not misfiled', async () => {
    const stage = await openStage({ database: await open(), capabilities: [help, contest, accounts], spaces: 2 })
    await opens(stage)
    const [phone, desk] = [await stage.person('Zoé', { roles: [] }), await stage.person('zoe_93', { roles: [], space: 1 })]
    for (const one of [phone, desk]) {
      await one.types('/contest apply')
      await one.types('yes')
    }
    await phone.types('Zoé')
    await stage.passes({ minutes: 5 })
    await desk.types('Z.')
    await desk.types('skip')
    await phone.types('/link')
    const code = /[A-Z0-9]{8}/.exec(phone.answer)?.[0] ?? ''
    await desk.types(`/link ${code}`)
    await desk.presses(desk.labels().findLast((label) => /join|link|yes|same/i.test(label)) ?? '')
    expect(await stage.database.client.application.count()).toBe(1)
    expect(await stage.database.client.answer.findMany({ orderBy: { id: 'asc' }, select: { question: true, given: true } })).toEqual([
      { question: 'here', given: { value: true } }, { question: 'name', given: { value: 'Z.' } }, { question: 'phone', given: { skipped: true } },
    ])
    // her phone still shows the question after her name
    await phone.types('06 12 34 56 78')
    phone.sees('You have gone on elsewhere', '06 12 34 56 78', 'What is your idea?')
    await phone.types('Cakes')
    phone.sees('Do you sell already?')
  })

  it('waits while somebody of the organisation helps, then goes on at the same question', async () => {
    const stage = await stageWith()
    const [zoe, olga] = [await stage.person('Zoé', { roles: [] }), await stage.person('Olga', { roles: ['organiser'] })]
    await zoe.types('/contest apply')
    await zoe.types('yes')
    await zoe.types('aide')
    zoe.sees('The organisers know')
    olga.sees('Zoé would like help', 'What is your name?')
    await olga.presses('Write to Zoé')
    await olga.fills({ words: 'Your first name is enough.' })
    zoe.sees('Olga, of the organisers', 'Your first name is enough.')
    await zoe.types('Thank you!')
    olga.sees('Zoé writes to you', 'Thank you!')
    expect(await stage.database.client.answer.count()).toBe(1)
    await zoe.types('continuer')
    zoe.sees('What is your name?')
    await olga.sends({ call: { action: 'contest.reply', input: { application: 1, words: 'Still there?' } }, submitted: true })
    olga.sees('There is no such application')
  })

  it('may be withdrawn, and come back to', async () => {
    const stage = await stageWith()
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types('/contest apply')
    await ada.types('yes')
    await ada.types('/contest withdraw')
    await ada.presses('Withdraw my application')
    ada.sees('Your application is withdrawn')
    await ada.types('/contest apply')
    ada.sees('What is your name?')
  })

  it('is reminded of with what is missing, by day, until she says stop', async () => {
    const stage = await stageWith()
    const ada = await stage.person('Ada', { roles: [] })
    await ada.types('/contest apply')
    await ada.types('yes')
    await stage.passes({ days: 25 })
    ada.sees('Your application waits', 'The next one is: What is your name?', /6 questions are missing/)
    await ada.presses('No more reminders')
    await stage.passes({ days: 12 })
    expect(ada.messages).toHaveLength(1)
  })

  it('is reminded of three times at most, in the morning where the time falls at night, and may be finished in the grace, when nobody begins any more', async () => {
    const stage = await openStage({ database: await open(), capabilities: [contest] })
    await opens(stage, { ...small, closesAt: new Date('2026-12-31T22:30:00Z'), about: { ...small.about, grace: 2 } })
    const [ada, bea] = [await stage.person('Ada', { roles: [] }), await stage.person('Béa', { roles: [] })]
    await ada.types('/contest apply')
    await ada.types('yes')
    await stage.passes({ days: 38, hours: 14 })
    const told = await stage.database.client.posting.findMany({ where: { personId: ada.id }, orderBy: { id: 'asc' }, select: { createdAt: true } })
    expect(told.map(({ createdAt }) => createdAt.toISOString())).toEqual(['2026-12-18T07:00:00.000Z', '2026-12-29T07:00:00.000Z', '2026-12-31T07:00:00.000Z'])
    await bea.types('/contest apply')
    bea.sees('No contest is open')
    await bea.types('/contest apply power-starter')
    bea.sees('closed on')
    await ada.types('/contest apply')
    ada.sees('What is your name?')
    await ada.types('Ada')
    ada.sees('Your phone number?')
    await stage.passes({ hours: 2 })
    await ada.types('06 12 34 56 78')
    await ada.types('/contest apply')
    ada.sees('closed on')
    await ada.types('/contest status')
    ada.sees('What is your name?', 'Ada')
    expect(await stage.database.client.answer.count()).toBe(2)
  })
})
