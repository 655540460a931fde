import { expect, it } from 'vitest'
import { m } from '../../commands/opportunities/messages.ts'
import type { Locale, Message } from '../../bot/text.ts'
import { anyDatabase } from '../discord/outbound.ts'
import { openEverywhere, platforms, type Platform } from './everywhere.ts'

const deals: Record<Locale, { title: string; description: string; audience: string; need: string }> = {
  en: { title: 'Half price on a shared studio', description: 'Show the code at the door, any weekday.', audience: 'freelancers', need: 'a studio to share' },
  fr: { title: 'Moitié prix sur un atelier partagé', description: 'Montrez le code à l’entrée, en semaine.', audience: 'les indépendantes', need: 'un atelier à partager' },
}

const patience = { timeout: 20_000 }

it.each([
  ['en', 'slack', 'discord', 'web'],
  ['fr', 'discord', 'slack', 'web'],
] satisfies [Locale, Platform, Platform, Platform][])('a deal in "%s": posted on %s, found in her own words and used on %s, doubted by two, closed by its author for all', { timeout: 60_000 }, async (locale, here, there, elsewhere) => {
  const everywhere = await openEverywhere(await anyDatabase())
  const own = (message: Message) => everywhere.say(message, locale)
  // a platform may show another kind of space before a colon
  const read = (message: Message) => new RegExp(own(message).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s'))
  const cards = async (platform: Platform) => (await everywhere.channel(platform, 'deals')).join()
  const { need, ...typed } = deals[locale]
  const { title } = typed
  const sofia = await everywhere.at(here, 'Sofia', { locale })
  const amina = await everywhere.at(there, 'Amina', { locale })
  const grace = await everywhere.at(elsewhere, 'Grace', { locale })

  await sofia.types('/deal post')
  await sofia.fills({ ...typed, code: 'HALF-50' })
  await sofia.sees(read(m.previewTitle({ title })))
  await sofia.presses(own(m.publish))
  await sofia.sees(read(m.publishedTitle({ title })))
  await everywhere.awake()
  for (const platform of platforms) {
    expect(await cards(platform)).toContain(title)
    // The code is for members who ask for it.
    expect(await cards(platform)).not.toContain('HALF-50')
  }

  await amina.inPrivate().types(need)
  await amina.sees(read(m.dealsFit), title)
  await amina.types('/deal show 1')
  await amina.presses(own(m.useIt))
  await amina.sees('HALF-50')
  await amina.presses(own(m.notValid))
  await amina.sees(read(m.doubtNoted))
  await sofia.seesNot(read(m.doubtedTitle))
  await grace.in('deals').presses(own(m.useIt))
  await grace.sees('HALF-50')
  await grace.presses(own(m.notValid))
  await grace.sees(read(m.doubtAsked))

  await sofia.inPrivate().sees(read(m.doubtedTitle))
  await sofia.presses(own(m.isOver))
  await sofia.sees(read(m.closedTitle({ title })))
  await sofia.seesNot(read(m.doubtedTitle))
  for (const platform of ['discord', 'slack'] as const) await expect.poll(() => cards(platform), patience).toContain(everywhere.say(m.past_ended))
  await grace.in('deals').sees(own(m.past_ended))
  for (const platform of platforms) expect(await everywhere.channel(platform, 'deals')).toHaveLength(1)
  expect(everywhere.slack.objections).toEqual([])
  expect(everywhere.discord.refusedBodies).toEqual([])
})
