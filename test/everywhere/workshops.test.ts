import { GuildScheduledEventStatus } from 'discord.js'
import ICAL from 'ical.js'
import { expect, it } from 'vitest'
import { m } from '../../commands/workshops/messages.ts'
import type { Locale, Message } from '../../bot/text.ts'
import { eachDatabase } from '../../prisma/testing.ts'
import { openEverywhere, platforms, type Platform } from './everywhere.ts'

/** In ten days, whenever the tests run. */
const when = `${new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)} 18:30`

const about: Record<Locale, { title: string; description: string; reason: string }> = {
  en: { title: 'A first online shop', description: 'From an idea to a page that sells.', reason: 'Our speaker is ill.' },
  fr: { title: 'Une première boutique', description: 'D’une idée à une page qui vend.', reason: 'Notre intervenante est souffrante.' },
}

/** What a parser that is not ours reads of a calendar file: whether the date is planned or off, its title, its start and where it is. */
function readCalendar(file: string): (string | null)[] {
  const calendar = new ICAL.Component(ICAL.parse(file) as never)
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
  return [String(calendar.getFirstPropertyValue('method')), event.summary, event.startDate.toJSDate().toISOString(), event.location]
}

const patience = { timeout: 20_000 }

eachDatabase('a workshop has one list of seats everywhere', (open) => {
  it.each([
    ['en', 'slack', 'discord', 'web'],
    ['fr', 'discord', 'web', 'slack'],
  ] satisfies [Locale, Platform, Platform, Platform][])('in "%s": made on %s, joined on %s until it is full, waited for on %s; left, offered, accepted, cancelled', { timeout: 60_000 }, async (locale, here, there, elsewhere) => {
    const everywhere = await openEverywhere(await open())
    const own = (message: Message) => everywhere.say(message, locale)
    // a platform may show another kind of space before a colon
    const read = (message: Message) => new RegExp(own(message).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s'))
    // a card is in the community's language, but on the web, where each reads it in her own
    const onCard = (platform: Platform, message: Message) => (platform === 'web' ? own(message) : everywhere.say(message))
    const { title, description, reason } = about[locale]
    const cards = async (platform: Platform) => (await everywhere.channel(platform, 'workshops')).join()
    const sofia = await everywhere.at(here, 'Sofia', { organises: true, locale })
    const amina = await everywhere.at(there, 'Amina', { locale })
    const grace = await everywhere.at(elsewhere, 'Grace', { locale })

    await sofia.types('/workshop create')
    await sofia.fills({ title, description, when, minutes: '60', place: 'https://meet.example/shop', seats: '1', level: 'beginner', language: locale })
    await sofia.sees(read(m.previewTitle({ title })))
    await sofia.presses(own(m.publish))
    await sofia.sees(read(m.publishedTitle({ title })))
    for (const platform of platforms) expect(await cards(platform)).toContain(title)
    expect(await cards(there)).not.toContain('meet.example')

    await amina.in('workshops').presses(onCard(there, m.join))
    await amina.sees(read(m.joinedTitle({ title })), 'meet.example/shop')
    const { startsAt } = await everywhere.database.client.workshopDate.findFirstOrThrow()
    const planned = ['PUBLISH', title, startsAt.toISOString(), 'https://meet.example/shop']
    expect(readCalendar(await amina.opensFile('workshop-1.ics'))).toEqual(planned)
    await grace.in('workshops').presses(onCard(elsewhere, m.joinWaiting))
    await grace.sees(read(m.waitingTitle({ title })))
    await everywhere.awake()
    await amina.types('/workshop leave 1')
    await amina.sees(read(m.leftTitle({ title })))
    await grace.inPrivate().sees(read(m.offerTitle({ title })))
    await grace.presses(own(m.accept))
    await grace.sees(read(m.joinedTitle({ title })))
    expect(readCalendar(await grace.opensFile('workshop-1.ics'))).toEqual(planned)

    await sofia.types('/workshop cancel 1')
    await sofia.fills({ reason })
    await sofia.sees(read(m.cancelledTitle({ title })))
    await grace.sees(read(m.cancelledTitle({ title })), reason)
    for (const platform of platforms) {
      await expect.poll(() => cards(platform), patience).toContain(reason)
      expect(await everywhere.channel(platform, 'workshops')).toHaveLength(1)
    }
    const events = () => everywhere.discord.eventsOf(everywhere.guild).map(({ name, status }) => [name, status])
    await expect.poll(events, patience).toEqual([[title, GuildScheduledEventStatus.Canceled]])
    expect(await everywhere.database.client.workshopDate.findFirst()).toMatchObject({ status: 'cancelled', taken: 1 })
  })
})
