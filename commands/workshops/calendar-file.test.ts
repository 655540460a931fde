import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { calendarOf, type Entry } from './calendar-file.ts'
import { entryOf } from './calendar-store.ts'
import { spanOf } from './rules.ts'

const now = new Date('2026-11-23T09:00:00Z')
const about = { name: 'Cyberelles', publicUrl: 'https://entraide.test', now, use: 'followed' } as const

/** What a parser that is not ours reads. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as never)
  const events = calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one)
    const [start, end] = [event.startDate, event.endDate]
    return {
      uid: event.uid, sequence: event.sequence, title: event.summary, description: event.description, place: event.location,
      status: one.getFirstPropertyValue('status'), zone: start.zone?.tzid, startsAt: start.toJSDate(), endsAt: end.toJSDate(),
    }
  })
  return { method: calendar.getFirstPropertyValue('method'), name: calendar.getFirstPropertyValue('x-wr-calname'), events }
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('a;b,c\\n:d"e', 'one\r\nEND:VEVENT\r\nBEGIN:VALARM', '\uD800 half a sign', 'x'.repeat(400), '👩🏽‍💻'.repeat(60), 'a\u2028b\u0085c', 'é'.repeat(200), '\\', '', '\n\n'),
)
/** As it comes back: lines end in one way, and signs that no calendar takes are spaces. */
// eslint-disable-next-line no-control-regex
const readable = (typed: string) => typed.toWellFormed().replace(/\r\n?/g, '\n').replace(/[\x00-\x09\x0b-\x1f\x7f]/g, ' ')

const entry: fc.Arbitrary<Entry> = fc.record({
  dateId: fc.nat(), sequence: fc.nat(1000), title: hostile, description: hostile, place: fc.option(hostile, { nil: undefined }),
  startsAt: fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }).map((seconds) => new Date(seconds * 1000)),
  minutes: fc.integer({ min: 5, max: 10_080 }), state: fc.constantFrom('confirmed' as const, 'tentative' as const, 'cancelled' as const),
}).map(({ minutes, ...rest }) => ({ ...rest, endsAt: new Date(rest.startsAt.getTime() + minutes * 60_000) }))

describe('dates as iCalendar', () => {
  it('come back from a parser that is not ours as they were, whatever they are called', () => {
    fc.assert(fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), fc.constantFrom('followed' as const, 'published' as const), hostile.map((called) => `Club ${called}`), (entries, use, name) => {
      const text = calendarOf(entries, { ...about, name, use })
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      const back = read(text)
      expect(back.method).toBe(use === 'followed' ? null : entries.every(({ state }) => state === 'cancelled') ? 'CANCEL' : 'PUBLISH')
      expect(String(back.name).replace(/\\(.)/g, '$1')).toBe(readable(name).replace(/\n/g, ' '))
      expect(back.events).toEqual(entries.map(({ dateId, sequence, title, description, place, startsAt, endsAt, state }) => ({
        uid: `workshop-date-${dateId}@entraide.test`, sequence, title: readable(title), description: readable(description), place: place ? readable(place) : null,
        status: state.toUpperCase(), zone: 'UTC', startsAt, endsAt,
      })))
    }), { numRuns: 200 })
  })

  it('stand at the hour of the wall in Paris, New York and Casablanca, over both changes of the clocks', () => {
    const described = { title: 'Shop', description: 'Good', place: 'here', link: '' }
    const cases = [
      ['Europe/Paris', '2027-03-27T18:30', '17:30'], ['Europe/Paris', '2027-03-28T18:30', '16:30'], ['Europe/Paris', '2026-10-24T18:30', '16:30'], ['Europe/Paris', '2026-10-25T18:30', '17:30'],
      ['America/New_York', '2027-03-13T18:30', '23:30'], ['America/New_York', '2027-03-14T18:30', '22:30'], ['America/New_York', '2026-10-31T18:30', '22:30'], ['America/New_York', '2026-11-01T18:30', '23:30'],
      // during Ramadan the clocks go back: in 2027 from 7 February to 14 March
      ['Africa/Casablanca', '2027-02-06T18:30', '17:30'], ['Africa/Casablanca', '2027-02-08T18:30', '18:30'], ['Africa/Casablanca', '2027-03-15T18:30', '17:30'],
    ]
    for (const [timeZone = '', starts = '', utc] of cases) {
      const date = { id: 1, sequence: 0, status: 'planned', ...spanOf({ starts, timeZone, minutes: 90 }) }
      const [event] = read(calendarOf([entryOf(described, date, 'hers')], about)).events
      expect([timeZone, event?.startsAt.toISOString().slice(11, 16)]).toEqual([timeZone, utc])
      const shown = event?.startsAt.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
      expect([timeZone, starts, shown]).toEqual([timeZone, starts, '18:30'])
    }
  })
})
