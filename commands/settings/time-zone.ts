import { ask, Invalid, type Suggestion } from '../kit.ts'
import { m } from './messages.ts'
import { readTimeZone, timeZonesLike } from '../../bot/zones.ts'

const suggestions = (typed: string): Promise<Suggestion[]> =>
  Promise.resolve(timeZonesLike(typed).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })))

/** Asks for a time zone; what is typed is read by `timeZoneOf`. */
export const askTimeZone = ask.text({
  label: m.timeZone,
  hint: m.timeZoneHint,
  max: 60,
  suggest: (_context: unknown, typed) => suggestions(typed),
})

/** The zone that was typed. @throws Invalid when there is none of this name */
export function timeZoneOf(typed: string): string {
  const zone = readTimeZone(typed)
  if (!zone) throw new Invalid({ timeZone: m.noSuchTimeZone })
  return zone
}
