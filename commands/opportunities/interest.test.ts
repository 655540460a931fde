import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { opportunities } from './index.ts'
import { publishes } from './testing.ts'

eachDatabase('I’m interested', (open) => {
  const stageFor = async () => openStage({ database: await open(), capabilities: [opportunities], locale: 'en' })

  it('introduces both sides, once', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const ines = await stage.person('Inès')
    const profile = { personId: ines.id, headline: 'Développeuse Node.js', published: true, updatedAt: stage.clock.now() }
    await stage.database.client.profile.create({ data: profile })
    await publishes(ada, 'job')
    await ines.presses('I’m interested')
    expect(ines.form?.description).toContain('The author is told your name')
    await ines.fills({ note: 'I know C++ and @everyone' })
    ines.sees('You are introduced', 'Ada now knows')
    expect(ada.messages).toHaveLength(1)
    expect(ines.messages).toHaveLength(1)
    ada.sees('Inès is interested in “Développeuse full-stack”', 'Profile: Développeuse Node.js', '> I know C++ and @everyone')
    await ines.presses('I’m interested')
    ines.sees('You were introduced to Ada on 23 November 2026')
    await ines.sends({ call: { action: 'opportunities.interest', input: { number: 1 } }, submitted: true })
    expect(ada.messages).toHaveLength(1)
    expect(ines.messages).toHaveLength(1)
    await ada.types('/job show 1')
    ada.sees('People introduced: 1')
    await ines.types('/job show 1')
    expect(ines.answer).not.toContain('People introduced')
  })

  it('says nothing of a profile that is hidden, and gives the address of who asked for one', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const ines = await stage.person('Inès')
    await stage.database.client.profile.create({ data: { personId: ines.id, headline: 'Secret', published: false, updatedAt: stage.clock.now() } })
    await publishes(ada, 'job', { apply: 'cyber.example/jobs' })
    await ines.presses('I’m interested')
    await ines.fills({})
    ines.sees('This is how Ada asks to be applied to', 'https://cyber.example/jobs')
    ada.sees('Inès is interested')
    ada.seesNot('Secret')
    await publishes(ada, 'job', { title: 'Designer', apply: 'jobs@cyber.example' })
    await ines.presses('I’m interested')
    await ines.fills({})
    ines.sees('jobs@cyber.example')
  })

  it('at the same instant in two clicks introduces once', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const ines = await stage.person('Inès')
    await publishes(ada, 'job')
    const click = { call: { action: 'opportunities.interest', input: { number: 1 } }, submitted: true }
    await Promise.all([ines.sends(click), ines.sends(click), ines.sends({ ...click, key: 'same' }), ines.sends({ ...click, key: 'same' })])
    await stage.settle()
    expect(ada.messages).toHaveLength(1)
    expect(ines.messages).toHaveLength(1)
  })

  it('is not for one’s own, nor for a closed one, nor for a deal', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const ines = await stage.person('Inès')
    await publishes(ada, 'job')
    await ada.presses('I’m interested')
    ada.sees('is yours')
    await ines.presses('I’m interested')
    await ada.types('/job close 1 --reason filled-elsewhere')
    ada.sees('Closed')
    await ines.fills({ note: 'late' })
    ines.sees('is closed since 23 November 2026', 'Filled.')
    expect(ada.messages).toEqual([])
    await publishes(ada, 'deal')
    await ines.sends({ call: { action: 'opportunities.interest', input: { number: 2 } }, submitted: true })
    ines.sees('does not go with this post')
  })

  it('lets both write to each other, and nobody else', async () => {
    const stage = await stageFor()
    const ada = await stage.person('Ada')
    const ines = await stage.person('Inès')
    const eve = await stage.person('Eve')
    await publishes(ada, 'job')
    await ines.presses('I’m interested')
    await ines.fills({})
    await ada.presses('Write to Inès')
    await ada.fills({ letter: 'Shall we talk on Monday?' })
    ada.sees('Your message went to Inès')
    ines.sees('Ada writes to you about “Développeuse full-stack”', '> Shall we talk on Monday?')
    await ines.presses('Write to Ada')
    await ines.fills({ letter: 'Yes!' })
    ada.sees('> Yes!')
    for (const to of [ada.id, ines.id, 999_999]) {
      await eve.sends({ call: { action: 'opportunities.write', input: { number: 1, to, letter: 'spam' } }, submitted: true })
      eve.sees('once you are introduced')
    }
    await ada.sends({ call: { action: 'opportunities.write', input: { number: 1, to: eve.id, letter: 'spam' } }, submitted: true })
    ada.sees('once you are introduced')
    expect(eve.messages).toEqual([])
  })
})
