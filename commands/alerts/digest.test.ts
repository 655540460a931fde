import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openStage } from '../../test/stage.ts'
import type { StagePerson } from '../../test/stage/person.ts'
import { capabilities } from '../index.ts'

const digests = (person: StagePerson) => person.messages.filter((message) => message.includes('What is new in the network'))

async function posts(author: StagePerson, title: string): Promise<void> {
  await author.types('/job post')
  await author.fills({ title, company: 'Lanterns', contract: 'freelance', remote: 'remote', description: `${title}, for three months.` })
  await author.presses('Publish')
}

eachDatabase('the week in one message', (open) => {
  // a Monday, at 10 in Paris
  const opened = async () => {
    const stage = await openStage({ database: await open(), capabilities, now: '2026-11-23T09:00:00Z' })
    return { stage, ada: await stage.person('Ada'), grace: await stage.person('Grace'), olga: await stage.person('Olga', { roles: ['organiser'] }) }
  }
  const wantsIt = async (person: StagePerson, hour: string) => {
    await person.types('/digest')
    await person.fills({ weekly: 'yes', hour })
    person.sees('is on', `on Mondays at ${hour}:00`)
  }

  it('comes to who asked for it, at her hour, with what is new, and not in a week without news', async () => {
    const { stage, ada, grace } = await opened()
    await wantsIt(ada, '9')
    for (const title of ['Baker', 'Gardener', 'Potter', 'Weaver']) await posts(grace, title)
    await stage.passes({ days: 6, hours: 22 })
    expect(digests(ada)).toEqual([])
    await stage.passes({ hours: 1 })
    expect(digests(ada)).toHaveLength(1)
    ada.sees('4 new', 'Weaver', 'See all')
    ada.seesNot('Baker')
    expect(digests(grace)).toEqual([])
    await stage.passes({ days: 7 })
    expect(digests(ada)).toHaveLength(1)
    await posts(grace, 'Carpenter')
    await stage.passes({ days: 7 })
    expect(digests(ada)).toHaveLength(2)
  })

  it('tells organisers also what waits, and since when', async () => {
    const { stage, ada, grace, olga } = await opened()
    await ada.types('/profile edit')
    await ada.fills({ headline: 'Accountant', skills: 'VAT', languages: ['en'] })
    await ada.types('/profile publish')
    await grace.types('/expert find VAT')
    await grace.presses('Ask')
    await grace.fills({ question: 'Which rate for candles?' })
    await wantsIt(olga, '8')
    await wantsIt(grace, '8')
    await stage.passes({ days: 7 })
    expect(digests(olga)).toHaveLength(1)
    olga.sees('1 question has no answer yet', 'Ada')
    expect(digests(olga).join()).not.toContain('Which rate for candles?')
    expect(digests(grace).join()).not.toContain('no answer yet')
  })

  it('tells organisers of deals that are doubted and of places that nobody decided about', async () => {
    const { stage, ada, grace, olga } = await opened()
    const bea = await stage.person('Bea')
    await grace.types('/deal post')
    await grace.fills({ title: 'Photos for shops', code: 'PHOTO', link: 'photos.example.com', description: 'Twelve photos for the price of ten.' })
    await grace.presses('Publish')
    const { id } = await stage.database.client.opportunity.findFirstOrThrow({ where: { kind: 'deal' } })
    for (const member of [ada, bea]) await member.sends({ call: { action: 'opportunities.doubt', input: { number: id } } })
    await stage.database.client.space.create({ data: { communityId: stage.communityId, platform: 'elsewhere', externalId: 'lyon', name: 'Lyon', connected: false } })
    await wantsIt(olga, '8')
    await stage.passes({ days: 7 })
    olga.sees('1 deal is said to be over, and its author has not answered yet', 'Photos for shops', /Asked on .*November/, 'A place waits until one of you decides', 'Lyon')
  })

  it('goes on when two accounts become one, of which the later had asked for it', async () => {
    const { stage, ada, grace } = await opened()
    const other = await stage.person('Ada L.')
    await wantsIt(other, '9')
    await ada.types('/alert add baker')
    await ada.presses('Save this alert')
    await ada.types('/link')
    await other.types(`/link ${/Your code: (\w{8})/.exec(ada.answer)?.[1] ?? ''}`)
    await other.presses('Yes, both are me')
    await posts(grace, 'Potter')
    await stage.passes({ days: 8 })
    expect(digests(ada).length + digests(other).length).toBe(1)
  })

  it('is stopped with one tap, and late it comes once, by day', async () => {
    const { stage, ada, grace } = await opened()
    await wantsIt(ada, '9')
    await posts(grace, 'Baker')
    await stage.isAwayFor({ days: 20, hours: 13 })
    await stage.settle()
    expect(digests(ada)).toEqual([])
    await stage.passes({ days: 1 })
    expect(digests(ada)).toHaveLength(1)
    await posts(grace, 'Potter')
    await ada.presses('No weekly message any more')
    await stage.passes({ days: 14 })
    expect(digests(ada)).toHaveLength(1)
  })
})
