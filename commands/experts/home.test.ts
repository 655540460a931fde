import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import { help } from '../help/index.ts'
import { experts } from './index.ts'

const capabilities = [help, experts]

eachDatabase('home', (open) => {
  it('says where one’s profile stands, and what to do about it', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const ada = await stage.person('Ada')
    await ada.types('/home')
    ada.sees('Your profile: none yet')
    await ada.presses('Create my profile')
    await ada.fills({ headline: 'Accountant', weeklyLimit: '5' })
    await ada.types('/home')
    ada.sees('At least one skill is missing')
    await ada.presses('Edit')
    await ada.fills({ skills: 'VAT' })
    await ada.types('/home')
    ada.sees('Your profile is hidden')
    await ada.presses('Publish')
    await ada.types('/home')
    ada.sees('Your profile is published')
    const gus = await stage.person('Gus', { roles: [] })
    await gus.types('/home')
    gus.seesNot('Your profile')
  })

  it('shows the questions that wait for an answer, and none that she passed on', async () => {
    const stage = await openStage({ database: await open(), capabilities })
    const [ada, grace] = [await stage.person('Ada'), await stage.person('Grace')]
    await ada.types('/profile edit')
    await ada.fills({ headline: 'Accountant', skills: 'VAT', weeklyLimit: '5' })
    await ada.types('/profile publish')
    for (const about of ['first', 'second', 'third', 'fourth']) await grace.types(`/expert ask --expert ${ada.id} What about the ${about} thing?`)
    const { id } = await stage.database.client.request.findFirstOrThrow({ where: { question: { text: { contains: 'first' } } } })
    await ada.sends({ call: { action: 'experts.decline', input: { request: id } }, submitted: true })
    await ada.types('/home')
    ada.sees('3 questions wait for your answer', 'second thing', 'third thing', 'fourth thing')
    expect(ada.answer).not.toContain('first thing')
    await ada.types('/expert questions')
    ada.sees('first thing')
    await ada.types('/home')
    await ada.presses('Answer')
    await ada.fills({ answer: 'Every month.' })
    await ada.types('/home')
    ada.sees('2 questions wait for your answer')
    await grace.types('/home')
    grace.seesNot('wait for your answer')
  })
})
