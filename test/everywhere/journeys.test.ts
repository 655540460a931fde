import { expect, it } from 'vitest'
import { m as accounts } from '../../commands/accounts/messages.ts'
import { m as experts } from '../../commands/experts/messages.ts'
import { m as opportunities } from '../../commands/opportunities/messages.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import type { Actor } from './actor.ts'
import { openEverywhere, type Everywhere } from './everywhere.ts'

const aJob = { title: 'Shopify developer', company: 'Lisbon Lanterns', contract: 'freelance', remote: 'remote', description: 'A shop, three months, good people.' }

async function postsAJob({ say }: Everywhere, author: Actor): Promise<void> {
  await author.types('/job post')
  await author.fills(aJob)
  await author.sees(say(opportunities.previewTitle({ title: aJob.title })))
  await author.presses(say(opportunities.publish))
  await author.sees(say(opportunities.publishedTitle({ title: aJob.title })))
}

eachDatabase('one community in three places', (open) => {
  it('a job posted on Slack is changed there, found on Discord, answered on the web, and closed once for all', async () => {
    const everywhere = await openEverywhere(await open())
    const { say, database } = everywhere
    const grace = await everywhere.at('slack', 'Grace')
    const amina = await everywhere.at('discord', 'Amina')
    const ingrid = await everywhere.at('web', 'Ingrid')
    await postsAJob(everywhere, grace)
    for (const platform of ['discord', 'slack', 'web'] as const) expect((await everywhere.channel(platform, 'jobs')).join()).toContain(aJob.company)

    await grace.types('/job edit 1')
    await grace.fills({ company: 'Porto Lanterns' })
    await grace.isTold(say(opportunities.editedTitle({ title: aJob.title })))
    for (const platform of ['discord', 'slack'] as const) {
      const card = async () => (await everywhere.channel(platform, 'jobs')).join()
      await expect.poll(card, { timeout: 20_000 }).toContain('Porto Lanterns')
      expect(await card()).not.toContain(aJob.company)
    }
    await ingrid.in('jobs').sees('Porto Lanterns')

    await amina.types('/job list')
    await amina.sees(aJob.title)
    await amina.in('jobs').presses(say(opportunities.interested))
    await amina.fills({ note: 'I know Lisbon well.' })
    await amina.sees(say(opportunities.introducedTitle))
    await grace.inPrivate().sees('Amina', 'I know Lisbon well.')

    await ingrid.in('jobs').presses(say(opportunities.interested))
    await ingrid.fills({ note: 'So do I.' })
    await ingrid.sees(say(opportunities.introducedTitle))
    await grace.sees('Ingrid', 'So do I.')

    await grace.types('/job close 1')
    await grace.fills({ reason: 'filled-here' })
    const past = say(opportunities.past_filledHere)
    for (const platform of ['discord', 'slack'] as const)
      await expect.poll(async () => (await everywhere.channel(platform, 'jobs')).join(), { timeout: 20_000 }).toContain(past)
    await ingrid.in('jobs').sees(past)
    expect(await database.client.opportunity.count()).toBe(1)
    for (const platform of ['discord', 'slack', 'web'] as const) expect(await everywhere.channel(platform, 'jobs')).toHaveLength(1)
  })

  it('a question asked on Discord is answered on the web, and its answer thanked', async () => {
    const everywhere = await openEverywhere(await open())
    const { say } = everywhere
    const claire = await everywhere.at('web', 'Claire')
    const amina = await everywhere.at('discord', 'Amina')
    await claire.types('/profile edit')
    await claire.fills({ headline: 'Accountant for small online shops', skills: 'VAT, e-commerce', languages: ['en'], weeklyLimit: '5' })
    await claire.types('/profile publish')
    await claire.sees(say(experts.publishedNow))
    await everywhere.awake()
    await amina.types('/expert find need:VAT')
    await amina.sees('Claire')
    await amina.presses(say(experts.ask))
    await amina.fills({ question: 'Which VAT rate do candles have?' })
    await amina.sees(say(experts.sentTitle))
    await claire.sees('Which VAT rate do candles have?')
    await claire.presses(say(experts.answer))
    await claire.fills({ answer: 'The normal one.' })
    await amina.inPrivate().sees('The normal one.')
    await amina.presses(say(experts.thank))
    await claire.inPrivate().sees(say(experts.thanksTitle({ asker: 'Amina' })))
  })

  it('an expert on Discord and an asker on Slack ask each other more before the answer, each in her language', async () => {
    const everywhere = await openEverywhere(await open())
    const { say } = everywhere
    const french = (message: Parameters<Everywhere['say']>[0]) => say(message, 'fr')
    const claire = await everywhere.at('discord', 'Claire')
    const grace = await everywhere.at('slack', 'Grace', { locale: 'fr' })
    await claire.types('/profile edit')
    await claire.fills({ headline: 'Accountant for small online shops', skills: 'VAT, e-commerce', languages: ['en'], weeklyLimit: '5' })
    await claire.types('/profile publish')
    await claire.sees(say(experts.publishedNow))
    await everywhere.awake()
    await grace.types('/expert ask')
    await grace.fills({ question: 'Which VAT rate do candles have?' })
    await grace.sees(french(experts.sentTitle))
    await claire.inPrivate().sees('Which VAT rate do candles have?')
    await claire.presses(say(experts.tellMore))
    await claire.fills({ words: 'Beeswax or paraffin?' })
    await grace.inPrivate().sees(french(experts.someoneAsksMore), 'Beeswax or paraffin?')
    await grace.presses(french(experts.reply))
    await grace.fills({ words: 'Beeswax.' })
    await claire.sees('Beeswax.', say(experts.askerReplies))
    await claire.presses(say(experts.answer))
    await claire.fills({ answer: 'The normal one.' })
    await grace.sees('The normal one.')
    await grace.presses(french(experts.thank))
    await claire.sees(say(experts.thanksTitle({ asker: 'Grace' })))
  })

  it('somebody on Slack and on Discord is one person once she has typed the code of the one at the other', async () => {
    const everywhere = await openEverywhere(await open())
    const { say, database } = everywhere
    const onSlack = await everywhere.at('slack', 'Grace')
    const onDiscord = await everywhere.at('discord', 'Grace')
    await postsAJob(everywhere, onSlack)
    await onDiscord.types('/link')
    const [, code = ''] = /Your code: ?([A-Z0-9]{8})/.exec(plain(everywhere, 'Grace')) ?? []
    expect(code).not.toBe('')
    await onSlack.types(`/link ${code}`)
    await onSlack.presses(say(accounts.bothAreMe))
    await onSlack.sees(say(accounts.joinedTitle))
    expect(await database.client.person.count({ where: { accounts: { some: {} } } })).toBe(1)
    await onDiscord.types('/job list mine:true')
    await onDiscord.sees(aJob.title)
  })
})

/** What the assistant told somebody of this name at Discord, without its markup. */
function plain({ discord }: Everywhere, name: string): string {
  const user = [...discord.world.users.values()].find((one) => one.name === name)
  const answers = [...discord.world.channels.values()].flatMap(({ messages }) => [...messages.values()]).filter(({ ephemeralFor }) => ephemeralFor === user?.id)
  return JSON.stringify(answers.map(({ components, content }) => [components, content])).replace(/[*_`\\]/g, '')
}
