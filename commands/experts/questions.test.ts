import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { asks, cast, latestRequest, publish, question } from '../../test/stage/experts.ts'

eachDatabase('a question to a chosen expert', (open) => {
  it('is asked, answered and thanked for, and both see where it stands', async () => {
    const { ada, claire } = await cast(open)
    await asks(ada)
    ada.sees('Your question is sent', 'Waiting for an answer from Claire', 'Asked: Monday, 23 November 2026 at 10:00')
    claire.sees('Ada has a question for you', question, '[Answer] [Tell me more] [Not me, but…] [Not now] [Never about this]')
    await ada.types('/expert questions')
    ada.sees('You asked Claire', 'State: waiting for an answer', 'Asked: 23 November 2026')

    await claire.presses('Answer')
    expect(claire.form?.fields.map(({ name }) => name)).toEqual(['answer'])
    await claire.fills({ answer: 'You charge the Belgian rate.' })
    claire.sees('Your answer is on its way', 'You answered:')
    expect(claire.messages).toHaveLength(1)
    expect(claire.messages[0]).not.toContain('[Answer]')
    ada.seesNot('Waiting for an answer')
    ada.sees('Claire has answered', '> You charge the Belgian rate.', '[Thank]', 'Answered: Monday, 23 November 2026 at 10:00')
    expect(ada.messages).toHaveLength(2)

    await ada.presses('Thank')
    ada.sees('Your thanks are passed on', 'You thanked Claire')
    claire.sees('Ada thanks you for your answer')
    expect(ada.messages.join()).not.toContain('[Thank]')
    await ada.types('/expert questions')
    ada.sees('answered, with thanks')
    await ada.presses('See')
    ada.sees('You charge the Belgian rate.')
  })

  it('is thanked for once, and not before there is an answer', async () => {
    const { ada, claire, stage } = await cast(open)
    await asks(ada)
    const { id } = await stage.database.client.question.findFirstOrThrow()
    const thank = { call: { action: 'experts.thank', input: { question: id } } }
    await ada.sends(thank)
    ada.sees('There is no answer to give thanks for yet')
    await claire.presses('Answer')
    await claire.fills({ answer: 'Yes.' })
    await Promise.all([ada.sends(thank), ada.sends(thank)])
    await ada.sends(thank)
    ada.sees('You have already thanked Claire')
    expect(claire.messages.filter((message) => message.includes('thanks you for your answer'))).toHaveLength(1)
    await claire.sends(thank)
    claire.sees('it is not yours')
  })

  it('goes on at the same moment whether she declined or said nothing, and can be answered late', async () => {
    for (const declines of [true, false]) {
      const { ada, claire, stage } = await cast(open)
      const denise = await publish(stage, 'Denise')
      await ada.sends({ call: { action: 'expert ask', input: { question, expert: claire.id } } })
      if (declines) {
        await claire.presses('Not me, but…')
        await claire.fills({})
        claire.sees('You passed on this question. Nobody is told.')
      }
      await stage.passes({ hours: 23, minutes: 59 })
      ada.sees('Waiting for an answer from Claire')
      expect(denise.messages).toEqual([])
      await stage.passes({ minutes: 1 })
      ada.sees('Passed on: Tuesday, 24 November 2026 at 10:00', 'Somebody who knows has been asked')
      expect(ada.messages).toHaveLength(1)
      denise.sees(question)
      await claire.presses('Answer')
      await claire.fills({ answer: 'Found the time.' })
      ada.sees('Claire has answered', 'Found the time.')
      denise.sees('This question has been answered meanwhile')
      expect(denise.labels()).not.toContain('Answer')
    }
  })

  it('goes on at once when the asker does not want to wait', async () => {
    const { ada, claire, stage } = await cast(open)
    const denise = await publish(stage, 'Denise')
    await ada.sends({ call: { action: 'expert ask', input: { question, expert: claire.id } } })
    await ada.presses('Do not wait any longer')
    denise.sees(question)
    claire.sees('It has gone on to somebody else')
    const { id } = await stage.database.client.question.findFirstOrThrow()
    await ada.sends({ call: { action: 'experts.forward', input: { question: id } } })
    ada.sees('This question goes on by itself')
  })

  it('is recognised when it is asked again while it is open', async () => {
    const { ada, claire, stage } = await cast(open)
    await asks(ada)
    await asks(ada, question.toUpperCase())
    ada.sees('You have already asked this')
    expect(claire.messages).toHaveLength(1)
    await claire.presses('Answer')
    await claire.fills({ answer: 'Yes.' })
    await asks(ada)
    ada.sees('Your question is sent')
    expect(await stage.database.client.question.count()).toBe(2)
  })

  it('is no longer needed, and whoever was asked sees it', async () => {
    const { ada, claire, stage } = await cast(open)
    await asks(ada)
    await ada.presses('No longer needed')
    ada.sees('Your question is withdrawn', 'You no longer need an answer')
    claire.sees('An answer is no longer needed')
    expect(claire.labels()).not.toContain('Answer')
    await claire.sends({ call: { action: 'experts.answer', input: { request: await latestRequest(stage), answer: 'Too late.' } }, submitted: true })
    claire.sees('An answer is no longer needed', 'This was not sent:\n> Too late.')
    await stage.passes({ days: 3 })
    expect(ada.messages).toHaveLength(1)
  })

  it('is refused before anything is written when the expert cannot be asked', async () => {
    const { ada, claire, stage } = await cast(open, { weeklyLimit: 0 })
    await ada.types(`/expert ask --expert ${claire.id}`)
    ada.sees('Claire does not take questions at the moment')
    await ada.types('/expert find vat')
    ada.sees('Does not take questions at the moment')
    expect(ada.labels()).not.toContain('Ask')
    await claire.types(`/expert ask --expert ${claire.id}`)
    claire.sees('This is you')
    await ada.types('/expert ask --expert 999999999')
    ada.sees('This person cannot be asked')
    await claire.types('/profile hide')
    await ada.sends({ call: { action: 'expert ask', input: { question, expert: claire.id } } })
    ada.sees('This person cannot be asked', `> ${question}`, '[Ask whoever knows]')
    expect(await stage.database.client.question.count()).toBe(0)
  })

  it('waits for an expert who has all the questions she allows, and nobody sees that she has', async () => {
    const { ada, claire, stage } = await cast(open, { weeklyLimit: 1 })
    await publish(stage, 'Denise')
    const people = await Promise.all(['Eve', 'Fay', 'Gina', 'Hana'].map((name) => stage.person(name)))
    await Promise.all(people.map((person) => person.sends({ call: { action: 'expert ask', input: { question: `${person.name} asks about VAT`, expert: claire.id } } })))
    for (const person of people) person.sees('Your question is sent', 'Waiting for an answer from Claire')
    expect(claire.messages).toHaveLength(1)
    await ada.types('/expert find vat')
    ada.seesNot('allowed this week', 'again on')
    const { client } = stage.database
    expect(await client.request.count({ where: { expertId: claire.id, askedAt: { not: null } } })).toBe(1)
    await stage.passes({ days: 1 })
    expect(claire.messages).toHaveLength(1)
    expect(await client.request.count({ where: { expertId: claire.id, status: 'passed' } })).toBe(4)
  })

  it('is still answered by an expert who hid her profile, and told so', async () => {
    const { ada, claire } = await cast(open)
    await asks(ada)
    await claire.presses('Hide')
    claire.sees('One question is still waiting for you')
    await claire.presses('My questions')
    claire.sees('waiting for your answer')
    await claire.presses('Answer')
    await claire.fills({ answer: 'Of course.' })
    ada.sees('Of course.')
  })

  it('is answered once: what comes second is given back', async () => {
    const { ada, claire, stage } = await cast(open)
    await asks(ada)
    const request = await latestRequest(stage)
    const answer = (words: string, key?: string) => claire.sends({ key, call: { action: 'experts.answer', input: { request, answer: words } }, submitted: true })
    await Promise.all([answer('First.', 'same'), answer('First.', 'same')])
    await answer('First.', 'same')
    claire.sees('Your answer is on its way')
    await answer('First.')
    claire.sees('Your first answer stands:')
    claire.seesNot('This was not sent')
    await answer('Second.')
    claire.sees('Your first answer stands:\n> First.\nThis was not sent:\n> Second.')
    await claire.sends({ call: { action: 'experts.pause', input: { request } } })
    claire.sees('You have already answered')
    expect(ada.messages).toHaveLength(2)
    ada.sees('> First.')
  })

  it('belongs to those who asked and were asked, whatever anybody sends', async () => {
    const { ada, claire, stage } = await cast(open)
    const eve = await stage.person('Eve')
    await asks(ada)
    const request = await latestRequest(stage)
    const { id } = await stage.database.client.question.findFirstOrThrow()
    const ofExpert = ['answer', 'more', 'decline', 'pause', 'never', 'request', 'enough', 'reply', 'keep', 'unkeep', 'confirm']
    const ofAsker = ['question', 'withdraw', 'forward', 'forget', 'thank', 'keep', 'unkeep']
    for (const one of [eve, ada])
      for (const action of ofExpert) {
        await one.sends({ call: { action: `experts.${action}`, input: { request, answer: 'Mine?', words: 'Mine?' } }, submitted: true })
        one.sees('This question does not exist (any more), or it is not yours.')
      }
    for (const one of [eve, claire])
      for (const action of ofAsker) {
        await one.sends({ call: { action: `experts.${action}`, input: { question: id } }, submitted: true })
        one.sees('This question does not exist (any more), or it is not yours.')
      }
    for (const action of ['take', 'name']) {
      await claire.sends({ call: { action: `experts.${action}`, input: { question: id, expert: eve.id } }, submitted: true })
      claire.sees(/organisers/)
    }
    await eve.sends({ call: { action: 'experts.answer', input: { request: 'x' } } })
    eve.sees('This button is too old')
    await stage.database.client.person.delete({ where: { id: ada.id } })
    await claire.presses('Answer')
    claire.sees('This question does not exist (any more)')
  })

  it('takes any words, and asks for words', async () => {
    const { ada, claire } = await cast(open, { weeklyLimit: 20 })
    for (const words of ['🎉'.repeat(12), '\u200b'.repeat(20), '   ', '']) {
      await asks(ada, words)
      expect(ada.form?.action).toBe('expert ask')
      expect(ada.form?.problems.question).toBeTruthy()
    }
    await asks(ada, 'x'.repeat(10_000))
    ada.sees('This is 10,000 characters long; 2,000 fit')
    expect(ada.form?.values.question).toHaveLength(10_000)
    for (const words of ['@everyone <script>alert("x")</script>', '=HYPERLINK("https://evil.test")', 'كيف أحسب الضريبة؟ \u202eevil', `'; DROP TABLE "Question"; -- NEAR *`]) {
      await asks(ada, words)
      ada.sees('Your question is sent')
      claire.sees(`> ${words.replace('\u202e', '')}`)
    }
  })

  it('is paged, open ones first', async () => {
    const { ada, claire, stage } = await cast(open, { weeklyLimit: 20 })
    await ada.types('/expert questions')
    ada.sees('No questions yet', '[Find an expert]')
    for (let index = 1; index <= 7; index++) await asks(ada, `VAT question number ${index}, please`)
    await claire.sends({ call: { action: 'experts.answer', input: { request: await latestRequest(stage), answer: 'Yes.' } }, submitted: true })
    await ada.types('/expert questions')
    expect([...ada.answer.matchAll(/number (\d)/g)].map(([, number]) => number)).toEqual(['6', '5', '4', '3', '2'])
    await ada.presses('More')
    expect([...ada.answer.matchAll(/number (\d)/g)].map(([, number]) => number)).toEqual(['1', '7'])
  })

  it('is not asked by the hundred', async () => {
    const { ada, stage } = await cast(open, { weeklyLimit: 20 })
    for (let index = 1; index <= 20; index++) await stage.database.client.question.create({ data: { communityId: stage.communityId, askerId: ada.id, text: `${index}`, status: 'withdrawn', createdAt: stage.clock.now() } })
    await asks(ada)
    ada.sees('You have asked 20 questions in a day', `> ${question}`)
  })
})
