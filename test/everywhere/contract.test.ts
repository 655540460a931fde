import { describe, expect, it } from 'vitest'
import { m as experts } from '../../commands/experts/messages.ts'
import { m as opportunities } from '../../commands/opportunities/messages.ts'
import { m as bot } from '../../bot/messages.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openEverywhere, platforms, type Everywhere } from './everywhere.ts'
import type { Actor } from './actor.ts'

const aJob = { title: 'Shopify developer', company: 'Lisbon Lanterns', contract: 'freelance', remote: 'remote', description: 'A shop, three months, good people.' }

async function postsAJob(everywhere: Everywhere, author: Actor, locale: 'en' | 'fr' = 'en'): Promise<void> {
  const say = (message: Parameters<Everywhere['say']>[0]) => everywhere.say(message, locale)
  await author.types('/job post')
  await author.fills(aJob)
  await author.sees(say(opportunities.previewTitle({ title: aJob.title })), aJob.company)
  await author.presses(say(opportunities.publish))
  await author.sees(say(opportunities.publishedTitle({ title: aJob.title })))
}

async function isFound(everywhere: Everywhere, expert: Actor): Promise<void> {
  await expert.types('/profile edit')
  await expert.fills({ headline: 'Accountant for small online shops', skills: 'VAT, e-commerce', languages: ['en', 'fr'], weeklyLimit: '5' })
  await expert.sees('Accountant for small online shops')
  await expert.types('/profile publish')
  await expert.sees(everywhere.say(experts.publishedNow))
  await everywhere.awake()
}

eachDatabase('what every platform does alike', (open) => {
  describe.each(platforms)('%s', (platform) => {
    it('answers a command, suggests the nearest to a wrong one, and takes free words for a need', async () => {
      const everywhere = await openEverywhere(await open(), [platform])
      const grace = await everywhere.at(platform, 'Grace')
      await grace.types('/help')
      await grace.sees('/expert find', '/job post')
      await grace.inPrivate().types('zzyzx nowhere to be found')
      await grace.sees(/zzyzx/)
    })

    it('an expert is found, asked, answers and is thanked', async () => {
      const everywhere = await openEverywhere(await open(), [platform])
      const claire = await everywhere.at(platform, 'Claire')
      const grace = await everywhere.at(platform, 'Grace')
      await isFound(everywhere, claire)
      await grace.types('/expert find VAT')
      await grace.sees('Claire', 'Accountant for small online shops')
      await grace.presses(everywhere.say(experts.ask))
      await grace.fills({ question: 'Which VAT rate do candles have?' })
      await grace.sees(everywhere.say(experts.sentTitle))
      await claire.inPrivate().sees('Which VAT rate do candles have?')
      await claire.presses(everywhere.say(experts.answer))
      await claire.fills({ answer: 'The normal one, 20 %.' })
      await grace.inPrivate().sees('The normal one, 20 %.')
      await grace.presses(everywhere.say(experts.thank))
      await claire.sees(everywhere.say(experts.thanksTitle({ asker: 'Grace' })))
    })

    it('a question finds its expert, who wants to know more, in French', async () => {
      const everywhere = await openEverywhere(await open(), [platform])
      const say = (message: Parameters<Everywhere['say']>[0]) => everywhere.say(message, 'fr')
      const claire = await everywhere.at(platform, 'Claire')
      const amina = await everywhere.at(platform, 'Amina', { locale: 'fr' })
      await isFound(everywhere, claire)
      await amina.types('/expert ask')
      await amina.fills({ question: 'Quel taux (VAT) pour des bougies ?' })
      await amina.sees(say(experts.sentTitle))
      await claire.inPrivate().sees('Quel taux (VAT) pour des bougies ?')
      await claire.presses(everywhere.say(experts.tellMore))
      await claire.fills({ words: 'In a set, or alone?' })
      await amina.inPrivate().sees(say(experts.someoneAsksMore), 'In a set, or alone?')
      await amina.presses(say(experts.reply))
      await amina.fills({ words: 'Seules.' })
      await claire.sees('Seules.')
      await claire.presses(everywhere.say(experts.answer))
      await claire.fills({ answer: 'Vingt pour cent.' })
      await amina.sees('Vingt pour cent.')
    })

    it('a job goes from a form to a preview to the channel; what is wrong is said beside what was typed; it is struck out when it closes', async () => {
      const everywhere = await openEverywhere(await open(), [platform])
      const grace = await everywhere.at(platform, 'Grace')
      await postsAJob(everywhere, grace)
      expect((await everywhere.channel(platform, 'jobs')).join()).toContain('Lisbon Lanterns')
      expect((await everywhere.channel(platform, 'general')).join()).not.toContain('Lisbon Lanterns')
      await grace.types('/job close 1')
      await grace.fills({ reason: 'filled-here' })
      const past = everywhere.say(opportunities.past_filledHere)
      await expect.poll(async () => (await everywhere.channel(platform, 'jobs')).join(), { timeout: 20_000 }).toMatch(platform === 'web' ? /past/ : new RegExp(past))
      expect(await everywhere.channel(platform, 'jobs')).toHaveLength(1)
    })

    it('speaks French to those who read French', async () => {
      const everywhere = await openEverywhere(await open(), [platform])
      const amina = await everywhere.at(platform, 'Amina', { locale: 'fr' })
      await amina.types('/help')
      await amina.sees('Ce que je peux faire pour vous', '/expert trouver')
    })

    it('only organisers change the settings, by what the platform says of them now', async () => {
      const everywhere = await openEverywhere(await open(), [platform])
      const sofia = await everywhere.at(platform, 'Sofia', { organises: true })
      await sofia.types('/settings channels')
      await sofia.sees('#jobs')
      if (platform === 'discord') return
      const grace = await everywhere.at(platform, 'Grace')
      await grace.types('/settings channels')
      await grace.sees(everywhere.say(bot.organisersOnly))
    })
  })
})
