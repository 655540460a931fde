import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { asks, cast, question } from '../../test/stage/experts.ts'

eachDatabase('an answer that others may read', (open) => {
  const kept = async (how: 'both' | 'one') => {
    const parts = await cast(open, { weeklyLimit: 5 })
    const { ada, claire } = parts
    await asks(ada)
    await claire.presses('Answer')
    await claire.fills({ answer: 'You charge the Belgian rate.' })
    await claire.presses('Others may read it')
    claire.sees('Others can read it once the other person agrees too')
    ada.sees('The other person agrees that others may read it')
    if (how === 'both') await ada.presses('Others may read it')
    return { ...parts, grace: await parts.stage.person('Grace') }
  }

  it('is kept when both agree, and shown first to who asks much the same', async () => {
    const { grace, claire, ada } = await kept('both')
    ada.sees('Other members can find question and answer')
    await grace.types('/expert answers belgium')
    grace.sees('Answers about “belgium”', question, 'Answered: 23 November 2026')
    await grace.types('/expert ask Do I charge VAT when the customer is in Belgium?')
    grace.sees('Was it this?', '• How do I charge VAT', 'You charge the Belgian rate.')
    expect(claire.messages.join()).not.toContain('when the customer is in')
    await grace.presses('See')
    grace.sees('An answer', 'Claire has answered:', '> You charge the Belgian rate.')
    grace.seesNot('Ada')
    await grace.types('/expert ask Do I charge VAT when the customer is in Belgium?')
    await grace.presses('No, ask my question')
    grace.sees('Your question is sent')
    claire.sees('when the customer is in')
    await grace.types('/expert ask Which VAT rate do candles have?')
    grace.sees('Your question is sent')
  })

  it('is not when one of them does not, or no longer does', async () => {
    const { grace, ada, claire } = await kept('one')
    await grace.types('/expert answers')
    grace.sees('No answers found')
    await ada.presses('Others may read it')
    await grace.types('/expert answers')
    grace.sees(question)
    await claire.presses('No longer for others')
    claire.sees('Other members no longer find it')
    await grace.presses('See')
    grace.sees('This answer is not kept (any more)')
    await grace.types('/expert answers belgium')
    grace.sees('No answers found')
  })

  it('is dated, and possibly out of date after a year unless its expert confirms it', async () => {
    const { grace, claire, stage } = await kept('both')
    await stage.passes({ days: 366 })
    claire.sees('Is this answer still true?', '[Still true] [No longer for others]')
    await grace.types('/expert answers')
    grace.sees('more than a year old, perhaps out of date')
    await grace.presses('See')
    grace.sees('it may be out of date')
    await claire.presses('Still true')
    await grace.types('/expert answers')
    grace.seesNot('perhaps out of date')
    await grace.presses('See')
    grace.sees('Still true: 24 November 2027')
    await stage.passes({ days: 366 })
    expect(claire.messages.filter((message) => message.includes('Is this answer still true?'))).toHaveLength(2)
    await grace.types('/expert answers')
    grace.sees('perhaps out of date')
  })

  it('is gone with its expert', async () => {
    const { grace, claire, stage } = await kept('both')
    await stage.database.client.person.delete({ where: { id: claire.id } })
    await grace.types('/expert answers belgium')
    grace.sees('No answers found')
  })
})
