import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { asks, cast, latestRequest, publish, question } from '../../test/stage/experts.ts'

eachDatabase('an expert who wants to know more', (open) => {
  it('asks and is told, each in her own language, until one of them ends it', async () => {
    const { claire, stage } = await cast(open)
    const odile = await stage.person('Odile', { locale: 'fr' })
    await odile.types(`/expert demander ${question}`)
    await claire.presses('Tell me more')
    await claire.fills({ words: 'Is the customer a company?' })
    claire.sees('It is on its way')
    odile.sees('La personne sollicitée voudrait en savoir plus', '> Is the customer a company?', question)
    odile.seesNot('Claire')
    await stage.passes({ hours: 20 })
    await odile.presses('Répondre')
    await odile.fills({ words: 'Non, une particulière.' })
    claire.sees('The reply to what you wanted to know', '> Non, une particulière.')
    await stage.passes({ hours: 23 })
    odile.seesNot('Transmise')
    await odile.presses('Cela suffit')
    odile.sees('L’échange est terminé')
    const reply = { call: { action: 'experts.reply', input: { request: await latestRequest(stage), words: 'Encore ceci.' } }, submitted: true }
    await odile.sends(reply)
    odile.sees('Cet échange est terminé', '> Encore ceci.')
    await claire.presses('Answer')
    await claire.fills({ answer: 'Then the Belgian rate.' })
    odile.sees('Claire a répondu')
  })

  it('is not heard by anybody else, nor without end', async () => {
    const { ada, claire, stage } = await cast(open)
    const eve = await publish(stage, 'Eve', { skills: 'logo', headline: 'Designer' })
    await asks(ada)
    const request = await latestRequest(stage)
    await ada.sends({ call: { action: 'experts.reply', input: { request, words: 'Hello?' } }, submitted: true })
    ada.sees('it is not yours')
    await claire.presses('Tell me more')
    await claire.fills({ words: 'Which country?' })
    ada.sees('Claire wants to know more')
    await eve.sends({ call: { action: 'experts.reply', input: { request, words: 'Hello?' } }, submitted: true })
    eve.sees('it is not yours')
    await stage.database.client.remark.createMany({ data: Array.from({ length: 39 }, () => ({ requestId: request, authorId: ada.id, fromExpert: false, text: '…', createdAt: stage.clock.now() })) })
    await ada.presses('Reply')
    await ada.fills({ words: 'One more thing.' })
    ada.sees('You have said a lot to each other already', '> One more thing.')
  })
})

eachDatabase('an anonymous question', (open) => {
  it('says to nobody who asks, and tells her all the same', async () => {
    const { ada, claire, stage } = await cast(open)
    const sofia = await stage.person('Sofia', { roles: ['organiser'] })
    await ada.types('/expert ask')
    await ada.fills({ question, anonymous: 'yes' })
    ada.sees('You ask anonymously')
    claire.sees('A member has a question for you')
    await claire.presses('Tell me more')
    await claire.fills({ words: 'A company?' })
    await ada.presses('Reply')
    await ada.fills({ words: 'No.' })
    await claire.presses('Not me, but…')
    await claire.fills({ colleague: `#${ada.id}` })
    expect(claire.form?.problems).toHaveProperty('colleague')
    await publish(stage, 'Zoé', { skills: 'logo', headline: 'Designer' })
    await claire.presses('Answer')
    await claire.fills({ answer: 'Yes.' })
    ada.sees('Claire has answered')
    await ada.presses('Thank')
    claire.sees('You are thanked for your answer')
    for (const one of [claire, sofia]) one.seesNot('Ada')
    expect(claire.messages.join()).not.toContain('Ada')

    await ada.types('/expert ask --anonymous yes Who throws bowls of stoneware?')
    sofia.sees('Nobody is left to answer a member', 'stoneware')
    sofia.seesNot('Ada')
  })

  it('is no longer hers once she erases that it was, and goes on', async () => {
    const { ada, claire, stage } = await cast(open)
    await ada.types('/expert ask')
    await ada.fills({ question, anonymous: 'yes' })
    await ada.presses('Erase that it was me')
    ada.sees('It is erased that this question was yours', 'A question whose link to you is erased')
    ada.seesNot(question)
    await claire.presses('Tell me more')
    await claire.fills({ words: 'A company?' })
    claire.sees('can no longer be reached', '> A company?')
    await claire.presses('Answer')
    await claire.fills({ answer: 'Yes.' })
    ada.seesNot('Claire has answered')
    await ada.types('/expert questions')
    ada.sees('No questions yet')
    await stage.passes({ hours: 2 })
    const { client } = stage.database
    const rows = [
      ...(await client.question.findMany({ where: { askerId: ada.id } })),
      ...(await client.posting.findMany({ where: { personId: ada.id } })),
      ...(await client.delivery.findMany({ where: { personId: ada.id } })),
      ...(await client.ticket.findMany({ where: { personId: ada.id } })),
    ]
    expect(JSON.stringify(rows)).not.toMatch(/Belgium/)
  })
})
