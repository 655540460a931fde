import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { locales } from '../../bot/text.ts'
import { instantOf } from '../../bot/when/wall.ts'
import { m } from '../../commands/workshops/messages.ts'
import { inBrowser, phone } from './open.ts'

/** In ten days, whenever the tests run. */
const when = `${new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)} 18:30`

inBrowser('joining a workshop on a phone', (open) => {
  describe.each(locales)('in "%s"', (locale) => {
    it('gives the last seat, the link and a file for the calendar, from a card that stays true for whoever looks on; who comes later waits', async () => {
      const about = { device: phone, locale }
      const sofia = await open().visitor({ ...about, be: 'Sofia Marchetti' })
      const grace = await open().visitor({ ...about, be: 'Grace Okafor' })
      const claire = await open().visitor({ ...about, be: 'Claire Fontaine' })
      const title = open().fresh('A first online shop')
      await sofia.types({ fr: '/atelier créer', en: '/workshop create' }[locale])
      await sofia.fills({ title, when, minutes: '60', place: 'https://meet.example/shop', seats: '1', description: 'From an idea to a page that sells.', level: 'beginner', language: locale })
      await sofia.submits()
      await sofia.sees(m.previewTitle({ title }))
      await sofia.presses(m.publish, title)
      await sofia.sees(m.publishedTitle({ title }))

      for (const visitor of [grace, claire]) await visitor.goes('workshops')
      await claire.seesAbout(title, m.seatsLeft({ left: 1, seats: 1 }))
      await grace.presses(m.join, title)
      await grace.sees(m.joinedTitle({ title }), 'https://meet.example/shop')
      expect(await grace.axe()).toEqual([])
      const calendar = new ICAL.Component(ICAL.parse(await grace.downloads(/^workshop-\d+\.ics$/, title)) as never)
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
      expect([calendar.getFirstPropertyValue('method'), event.summary, event.location]).toEqual(['PUBLISH', title, 'https://meet.example/shop'])
      expect(event.startDate.toJSDate()).toEqual(instantOf(when.replace(' ', 'T'), 'Europe/Paris'))
      await claire.seesAbout(title, m.full)
      await claire.presses(m.joinWaiting, title)
      await claire.sees(m.waitingTitle({ title }), m.waiting({ position: 1 }))
      await claire.seesNot('meet.example')
    })
  })
})
