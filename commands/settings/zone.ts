import { action, anyone, ask, buttons, text, view, type Block, type Button, type Context } from '../kit.ts'
import { m } from './messages.ts'
import { readTimeZone } from '../../bot/zones.ts'

const otherZone: Button = { label: m.otherZone, call: { action: 'me', input: {} } }

const zoneName = (zone: string): string => zone.replaceAll('_', ' ')

/** Asks once, at the end of an answer, for the time zone of somebody whose platform does not know it. */
export async function askZone({ db, who, from, now }: Context): Promise<Block[]> {
  if (from.timeZone !== undefined) return []
  const person = await db.person.findUnique({ where: { id: who.id }, select: { timeZone: true, zoneAskedAt: true } })
  if (!person || person.timeZone || person.zoneAskedAt) return []
  await db.person.update({ where: { id: who.id }, data: { zoneAskedAt: now } })
  const right: Button = { label: m.zoneRight, call: { action: 'settings.zone', input: { zone: who.timeZone } } }
  return [text(m.zoneAssumed({ zone: zoneName(who.timeZone) })), buttons(right, otherZone)].flatMap((block) => block ?? [])
}

/** *That is right*: the zone that was assumed is hers. */
export const zone = action({
  name: 'settings.zone',
  title: m.timeZone,
  description: m.meDescription,
  can: anyone,
  input: { zone: ask.text({ label: m.timeZone, max: 60, hidden: true }) },
  async run({ db, who, readsIn }, { zone: assumed }) {
    const known = await db.person.findUnique({ where: { id: who.id }, select: { timeZone: true } })
    // An old button does not undo what she has chosen since.
    const timeZone = known?.timeZone ?? readTimeZone(assumed) ?? who.timeZone
    await db.person.update({ where: { id: who.id }, data: { timeZone } })
    readsIn({ locale: who.locale, timeZone })
    return view({ tone: 'good' }, text(m.zoneKept({ zone: zoneName(timeZone) })), buttons(otherZone))
  },
})
