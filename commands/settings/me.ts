import { clockTime, quietHoursOf, readQuietHours, type QuietHours } from '../../bot/quiet.ts'
import { action, anyone, ask, buttons, facts, Invalid, moment, view } from '../kit.ts'
import { m } from './messages.ts'
import { hasLetter, languageNames, languageOptions, noQuietHours } from './rules.ts'
import { askTimeZone, timeZoneOf } from './time-zone.ts'

const said = ({ quietFrom, quietTo }: QuietHours) => (quietFrom === quietTo ? undefined : `${clockTime(quietFrom)}–${clockTime(quietTo)}`)

/** What she chose; those of everybody when she left it empty. @throws Invalid */
function quietHoursIn(typed: string | undefined): { quietFrom: number | null; quietTo: number | null } {
  if (typed === undefined) return { quietFrom: null, quietTo: null }
  const read = readQuietHours(typed)
  if (!read) throw new Invalid({ quiet: m.notQuietHours })
  return read
}

export const me = action({
  name: 'me',
  french: 'moi',
  title: m.me,
  description: m.meDescription,
  can: anyone,
  asks: 'always',
  input: {
    language: ask.choice({ label: m.language, options: languageOptions }),
    timeZone: askTimeZone,
    // last, so that `/me fr` stays a language
    name: ask.text({ label: m.yourName, hint: m.personNameHint, max: 80 }),
    quiet: ask.text({ label: m.quietHours, hint: m.quietHoursHint, max: 40, optional: true }),
  },
  async fill({ db, who }) {
    const chosen = await db.person.findUnique({ where: { id: who.id }, select: { quietFrom: true, quietTo: true } })
    const quiet = said(quietHoursOf(chosen ?? { quietFrom: null, quietTo: null }, who.timeZone))
    return { name: who.name, language: who.locale, timeZone: who.timeZone, quiet: quiet ?? noQuietHours[who.locale] }
  },
  async run({ db, now, readsIn, who }, { name, language, timeZone: typed, quiet }) {
    if (!hasLetter(name)) throw new Invalid({ name: m.nameWithoutLetter })
    const timeZone = timeZoneOf(typed)
    const chosen = quietHoursIn(quiet)
    await db.person.update({ where: { id: who.id }, data: { name, locale: language, timeZone, ...chosen } })
    readsIn({ locale: language, timeZone })
    return view(
      { title: m.saved, tone: 'good' },
      facts(
        [m.yourName, name],
        [m.language, languageNames[language]],
        [m.timeZone, timeZone],
        [m.yourTime, m.at({ at: moment(now, 'time') })],
        [m.quietHours, said(quietHoursOf(chosen, timeZone)) ?? noQuietHours[language]],
      ),
      buttons({ label: m.help, call: { action: 'help', input: {} } }),
    )
  },
})
